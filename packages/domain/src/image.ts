import { z } from "zod";
import { Identifier, Seed, Sha256 } from "./identifier.ts";
import { PictureWarning } from "./painting-trace.ts";

const milliseconds = z.number().min(0);

/** Milliseconds a stage, from the time a picture was really made. */
export const PaintingDurations = z.strictObject({
  encode: milliseconds,
  denoise: milliseconds,
  decode: milliseconds,
  inference: milliseconds.describe("the part spent inside the runtime"),
  total: milliseconds,
});
export type PaintingDurations = z.infer<typeof PaintingDurations>;

/** What is known of any picture of a run, wherever it comes from. */
export const PictureRecord = z.strictObject({
  key: Sha256.describe(
    "generated: hash of the resolved request and the model's files, same key, same picture; imported: of its pixels",
  ),
  armId: Identifier,
  promptId: Identifier,
  seed: Seed,
  file: z.string().min(1).describe("path of the PNG below the manifest's folder"),
  width: z.int().positive(),
  height: z.int().positive(),
  pixelsSha256: Sha256.describe("the picture's identity: RGB rows, 8 bits a channel"),
  fileSha256: Sha256.describe("of the PNG, for transport only"),
  fileSizeBytes: z.int().positive(),
});
export type PictureRecord = z.infer<typeof PictureRecord>;

/** A picture that Pairlab made: what asked for it, what it hashes to, what it cost. */
export const ImageRecord = PictureRecord.extend({
  durationsMs: PaintingDurations,
  warnings: z.array(PictureWarning).default([]).describe("remarks on how it was made"),
});
export type ImageRecord = z.infer<typeof ImageRecord>;

/** A picture that could not be made, kept as an outcome. */
export const ImageFailure = z.strictObject({
  key: Sha256,
  armId: Identifier,
  promptId: Identifier,
  seed: Seed,
  code: z.string(),
  message: z.string(),
});
export type ImageFailure = z.infer<typeof ImageFailure>;
