import { z } from "zod";
import { Size } from "./arm.ts";
import { Identifier, Sha256, Timestamp } from "./identifier.ts";
import { SchedulerName } from "./scheduler-name.ts";

/** One file of a model, with the path it has below the folder that the model lies in. */
export const ModelFile = z.strictObject({
  path: z.string().min(1),
  sizeBytes: z.int().positive(),
  sha256: Sha256,
});
export type ModelFile = z.infer<typeof ModelFile>;

/**
 * The parts of a pipeline; each names a folder below the model's, and models may share one. The second encoder and
 * its tokenizer are SDXL's.
 */
export const ModelComponents = z.strictObject({
  tokenizer: z.string(),
  tokenizer_2: z.string().optional(),
  text_encoder: z.string(),
  text_encoder_2: z.string().optional(),
  unet: z.string(),
  vae_decoder: z.string(),
  scheduler: z.string(),
});
export type ModelComponents = z.infer<typeof ModelComponents>;

/** `sdxl`: two text encoders and micro-conditioning; `sd`: Stable Diffusion 1 and 2, with one encoder. */
export const ModelFamily = z.enum(["sdxl", "sd"]);
export type ModelFamily = z.infer<typeof ModelFamily>;

/** A model that Pairlab can run: where its files lie, what they must hash to, how it likes to be run. */
export const ModelEntry = z.strictObject({
  id: Identifier,
  family: ModelFamily,
  title: z.string(),
  licence: z.string().describe("SPDX identifier, or the licence's name"),
  notice: z.string().optional().describe("terms of use to read before the first picture"),
  origin: z.string().describe("how the weights were made, or where they come from"),
  upstream: z
    .strictObject({ repository: z.string(), revision: z.string() })
    .optional()
    .describe("where the files were downloaded from"),
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

/** `models/registry.json`: the models that come with Pairlab. */
export const ModelRegistry = z.strictObject({
  version: z.literal(1),
  models: z.array(ModelEntry),
});
export type ModelRegistry = z.infer<typeof ModelRegistry>;

/** `<id>.json` in the folder of added models: one that somebody brought in, wherever its files lie. */
export const AddedModel = z.strictObject({
  version: z.literal(1),
  folder: z.string().min(1).describe("where its files lie; relative paths are to this document"),
  addedAt: Timestamp,
  model: ModelEntry,
});
export type AddedModel = z.infer<typeof AddedModel>;
