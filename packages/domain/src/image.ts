import { z } from "zod";
import { Identifier, Seed, Sha256 } from "./identifier.ts";

const milliseconds = z.number().min(0);

/** A picture of a run: what asked for it, what it hashes to, what it cost. */
export const ImageRecord = z.strictObject({
  key: Sha256.describe(
    "hash of the resolved request and the model's files: same key, same picture",
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
  durationsMs: z
    .strictObject({
      encode: milliseconds,
      denoise: milliseconds,
      decode: milliseconds,
      inference: milliseconds.describe("the part spent inside the runtime"),
      total: milliseconds,
    })
    .describe("milliseconds a stage, from the time the picture was really made"),
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
