import { z } from "zod";
import { Arm } from "./arm.ts";
import { Identifier, Seed, Sha256 } from "./identifier.ts";
import { Environment } from "./manifest.ts";
import { ModelEntry } from "./model-registry.ts";
import { PaintingTrace, PictureWarning } from "./painting-trace.ts";
import { SamplerSettings } from "./sampler-settings.ts";

/** The request part of a capsule: all that was asked for, names of arms and prompts left out. */
export const PictureRequest = Arm.omit({ id: true, label: true, modelId: true }).extend({
  prompt: z.string(),
  seed: Seed,
});
export type PictureRequest = z.infer<typeof PictureRequest>;

/**
 * Everything needed to make a picture again and to say at which stage another machine's differs. Canonical JSON in
 * the PNG's iTXt chunk `pairlab`. Costs and the file's own hash are left out, so that equal runs give equal bytes.
 */
export const Capsule = z.strictObject({
  version: z.literal(1),
  kind: z.literal("generated"),
  key: Sha256.describe(
    "of the request, the settings and the model's files; the machine isn't in it",
  ),
  numericsVersion: z.int(),
  model: ModelEntry.pick({ licence: true, upstream: true, files: true, family: true }).extend({
    id: Identifier,
    modelHash: Sha256,
  }),
  request: PictureRequest,
  settings: SamplerSettings,
  output: z.strictObject({
    rounding: z.literal("rne").describe("halves to even, from [-1, 1] to 0 … 255"),
    resampled: z
      .enum(["none", "lanczos3"])
      .describe("how a larger picture was brought to its stored size"),
    watermark: z.literal("none"),
    safetyFilter: z.literal("none"),
  }),
  tokenizer: z.literal("clip-fast"),
  trace: PaintingTrace,
  pixelsSha256: Sha256,
  warnings: z.array(PictureWarning),
  environment: Environment,
});
export type Capsule = z.infer<typeof Capsule>;

/** The keyword of the capsule's chunk. */
export const capsuleKeyword = "pairlab";
