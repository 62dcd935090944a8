import { z } from "zod";
import { Identifier } from "./identifier.ts";
import { SchedulerName } from "./scheduler-name.ts";

/** Height and width in pixels. */
export const Size = z.strictObject({ height: z.int().positive(), width: z.int().positive() });
export type Size = z.infer<typeof Size>;

/** Where the noise comes from: PyTorch's generator on the CPU, or the one it has on NVIDIA cards. */
export const NoiseSource = z.enum(["torch-cpu", "torch-cuda"]);
export type NoiseSource = z.infer<typeof NoiseSource>;

/** Settings that most arms leave out; a left-out one is never stored, so that it tells no pictures apart. */
const rareSettings = {
  eta: z.number().min(0).max(1).optional().describe("ddim only: share of fresh noise; default 0"),
  guidanceRescale: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("pulls the contrast of guided predictions back (Lin et al. 2023, 3.4); default 0"),
  clipSkip: z.int().min(0).max(12).optional().describe("text states taken earlier; SDXL only"),
  noise: NoiseSource.optional().describe("default torch-cpu"),
};

/**
 * What is compared: one model with one way of running it. Left-out settings are the model's own
 * (`models/registry.json`); the manifest stores them filled in.
 */
export const ArmRequest = z.strictObject({
  id: Identifier.describe("the arm's name in plans, votes and tables"),
  label: z.string().min(1).max(60).optional().describe("the arm's name in charts; default: id"),
  model: Identifier.describe("model id from the registry"),
  steps: z.int().min(1).max(1000).optional(),
  guidance: z.number().min(0).max(100).optional().describe("classifier-free guidance scale"),
  scheduler: SchedulerName.optional(),
  negativePrompt: z.string().nullable().optional().describe("null: none; an empty text is encoded"),
  size: Size.optional().describe("size of the picture in pixels"),
  originalSize: Size.optional().describe("micro-conditioning: size before cropping; default: size"),
  ...rareSettings,
});
export type ArmRequest = z.infer<typeof ArmRequest>;

/** An arm with every setting filled in. */
export const Arm = z.strictObject({
  id: Identifier,
  label: z.string().min(1),
  modelId: Identifier,
  steps: z.int().min(1),
  guidance: z.number().min(0),
  scheduler: SchedulerName,
  negativePrompt: z.string().nullable(),
  size: Size,
  originalSize: Size,
  ...rareSettings,
  storedSize: Size.optional().describe(
    "what it is down-sampled to (Lanczos 3); default: not at all",
  ),
});
export type Arm = z.infer<typeof Arm>;
