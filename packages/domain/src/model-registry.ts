import { z } from "zod";
import { Size } from "./arm.ts";
import { Identifier, Sha256 } from "./identifier.ts";
import { SchedulerName } from "./scheduler-name.ts";

/** One file of a model, with the path it has below the folder of the registry. */
export const ModelFile = z.strictObject({
  path: z.string().min(1),
  sizeBytes: z.int().positive(),
  sha256: Sha256,
});
export type ModelFile = z.infer<typeof ModelFile>;

/** The parts of a Stable Diffusion XL pipeline; each names a folder, and models may share one. */
export const ModelComponents = z.strictObject({
  tokenizer: z.string(),
  tokenizer_2: z.string(),
  text_encoder: z.string(),
  text_encoder_2: z.string(),
  unet: z.string(),
  vae_decoder: z.string(),
  scheduler: z.string(),
});
export type ModelComponents = z.infer<typeof ModelComponents>;

/** A model that Pairlab can run: where its files lie, what they must hash to, how it likes to be run. */
export const ModelEntry = z.strictObject({
  id: Identifier,
  family: z.enum(["sdxl"]),
  title: z.string(),
  licence: z.string().describe("SPDX identifier, or the licence's name"),
  origin: z.string().describe("how the weights were made, or where they come from"),
  modelIndex: z.string().describe("path of model_index.json"),
  components: ModelComponents,
  files: z.array(ModelFile).min(1),
  sizeBytes: z.int().positive(),
  defaults: z.strictObject({
    steps: z.int().min(1),
    guidance: z.number().min(0),
    scheduler: SchedulerName,
    size: Size,
  }),
});
export type ModelEntry = z.infer<typeof ModelEntry>;

/** `models/registry.json`. */
export const ModelRegistry = z.strictObject({
  version: z.literal(1),
  models: z.array(ModelEntry),
});
export type ModelRegistry = z.infer<typeof ModelRegistry>;
