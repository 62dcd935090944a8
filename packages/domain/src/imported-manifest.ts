import { z } from "zod";
import { Size } from "./arm.ts";
import { Identifier, Seed, Sha256, Timestamp } from "./identifier.ts";
import { PictureRecord } from "./image.ts";
import { Prompt } from "./prompt.ts";

/** Settings that somebody states. Nothing here was checked: no rule of Pairlab's own models applies. */
export const DeclaredSettings = z.strictObject({
  model: z.string().min(1).max(200).describe("the model's name, verbatim"),
  revision: z.string().min(1).max(200).optional(),
  steps: z.int().min(1).optional(),
  guidance: z.number().min(0).optional(),
  scheduler: z.string().min(1).max(100).optional(),
});
export type DeclaredSettings = z.infer<typeof DeclaredSettings>;

/** One way of running one model somewhere else. */
export const ImportedArm = z.strictObject({
  id: Identifier,
  label: z.string().min(1).max(60),
  declared: DeclaredSettings,
  sizes: z.array(Size).min(1).describe("sizes its pictures have, smallest first"),
});
export type ImportedArm = z.infer<typeof ImportedArm>;

/** A picture that was brought in. Its key is that of its pixels. */
export const ImportedImage = PictureRecord.extend({
  seed: Seed.describe("which of several pictures of a prompt; 0 where there is one a prompt"),
  declared: z.strictObject({
    seed: Seed.optional(),
    seconds: z.number().min(0).optional().describe("time it took, as stated"),
  }),
  source: z.strictObject({
    file: z.string().min(1).describe("path below the imported folder or table"),
    format: z.enum(["png", "jpeg", "webp"]),
    sha256: Sha256.describe("of the file as it was brought in"),
    changes: z.array(z.string()).describe("what was done on the way to 8-bit RGB; empty: nothing"),
    capsule: z
      .string()
      .optional()
      .describe("what the file said of itself in Pairlab's PNG text; not trusted"),
  }),
});
export type ImportedImage = z.infer<typeof ImportedImage>;

/** The record of a run whose pictures were made elsewhere. Pairlab can't make them again. */
export const ImportedManifest = z.strictObject({
  version: z.literal(1),
  kind: z.literal("imported"),
  name: Identifier,
  createdAt: Timestamp.describe("when it was imported"),
  complete: z.boolean().describe("false when pictures are missing: see gaps"),
  sourceSha256: Sha256.describe("of the table, or of the folder's list of files and hashes"),
  prompts: z.array(Prompt),
  seeds: z.array(Seed),
  arms: z.array(ImportedArm),
  images: z.array(ImportedImage),
  gaps: z
    .array(z.strictObject({ armId: Identifier, promptId: Identifier, seed: Seed }))
    .describe("pictures that a whole run would have and this one lacks"),
});
export type ImportedManifest = z.infer<typeof ImportedManifest>;
