import { z } from "zod";
import { Sha256 } from "./identifier.ts";

/** A remark on how a picture was made; it doesn't stop it. */
export const PictureWarning = z.strictObject({
  code: z.enum([
    "TRUNCATED",
    "NEGATIVE_TRUNCATED",
    "NEGATIVE_IGNORED",
    "BANG_PAD",
    "SPECIAL_TOKEN",
    "OFF_SPEC",
  ]),
  text: z.string().min(1),
});
export type PictureWarning = z.infer<typeof PictureWarning>;

/**
 * What was resolved and computed on the way to a picture, stage by stage, so that a picture made again can be
 * compared with it and the first stage that differs be named. Hashes are SHA-256 of raw little-endian values.
 */
export const PaintingTrace = z.strictObject({
  tokenIds: z.array(z.array(z.int())).describe("of the prompt, an array an encoder"),
  droppedTexts: z.array(z.string()).describe("what of the prompt was cut off, by encoder"),
  timeIds: z.array(z.number()).nullable().describe("micro-conditioning; null outside SDXL"),
  timesteps: z.array(z.number()),
  sigmas: z.array(z.number()).describe("float32 values; empty where the sampler has none"),
  initNoiseSigma: z.number(),
  scalingFactor: z.number().describe("latents are divided by it before they are decoded"),
  guided: z.boolean().describe("whether the model ran with and without the prompt at each step"),
  guidanceEmbedded: z.boolean().describe("whether the guidance scale was an input of the model"),
  sha256: z.strictObject({
    noise: Sha256,
    embeddings: Sha256,
    pooled: Sha256.nullable(),
    latents: z.array(Sha256).describe("after each step"),
    decoded: Sha256.describe("the decoder's output before it became 8-bit pixels"),
  }),
});
export type PaintingTrace = z.infer<typeof PaintingTrace>;
