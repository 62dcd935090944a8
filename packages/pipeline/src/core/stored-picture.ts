import { Sha256 } from "@pairlab/domain/identifier";
import { ImageRecord, PaintingDurations } from "@pairlab/domain/image";
import type { PictureWarning } from "@pairlab/domain/painting-trace";
import { z } from "zod";

/** What the store knows of a picture, `record.json` beside it: what was asked, what it hashes to, what it cost. */
export const StoredPicture = z.strictObject({
  version: z.literal(2),
  key: Sha256,
  keyText: z.string().describe("what the key is the hash of"),
  pixelsSha256: Sha256,
  latentsSha256: Sha256.nullable().describe("of latents.f32, little-endian float32; null: none"),
  fileSha256: Sha256.describe("of image.png"),
  ...ImageRecord.pick({ fileSizeBytes: true, width: true, height: true, warnings: true }).shape,
  durationsMs: PaintingDurations.nullable().describe("null for a picture that was brought in"),
});
export type StoredPicture = z.infer<typeof StoredPicture>;

/** A finished picture that shall be stored. */
export interface FinishedPicture {
  /** The file, byte for byte. */
  png: Uint8Array;
  pixels: { width: number; height: number };
  pixelsSha256: string;
  /** What it was decoded from; null for a picture that was brought in. */
  latents: Float32Array | null;
  durationsMs: PaintingDurations | null;
  warnings: readonly PictureWarning[];
}
