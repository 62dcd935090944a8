import { Sha256 } from "@pairlab/domain/identifier";
import { ImageRecord } from "@pairlab/domain/image";
import { z } from "zod";

/** What the store knows of a picture, `record.json` beside it: what was asked, what it hashes to, what it cost. */
export const StoredPicture = z.strictObject({
  version: z.literal(1),
  key: Sha256,
  keyText: z.string().describe("what the key is the hash of"),
  pixelsSha256: Sha256,
  latentsSha256: Sha256.describe("of latents.f32, little-endian float32"),
  fileSha256: Sha256.describe("of image.png"),
  ...ImageRecord.pick({ fileSizeBytes: true, width: true, height: true, durationsMs: true }).shape,
  droppedTokens: z.int().min(0).describe("tokens of the prompt that did not fit"),
});
export type StoredPicture = z.infer<typeof StoredPicture>;
