import path from "node:path";
import type { ModelEntry } from "@pairlab/domain/model-registry";
import { z } from "zod";
import { readModelDocument } from "../adapters/read-model-document.ts";

// Where old files are silent, diffusers' and transformers' own defaults hold.
const EncoderConfig = z.object({
  num_hidden_layers: z.int().min(1),
  hidden_size: z.int().min(1),
  projection_dim: z.int().min(1).default(512),
  vocab_size: z.int().min(1).default(49408),
  max_position_embeddings: z.int().min(3).default(77),
});
const UnetConfig = z.object({
  in_channels: z.int().min(1).default(4),
  time_cond_proj_dim: z.int().min(2).nullable().default(null),
  cross_attention_dim: z.union([z.int(), z.array(z.int()).min(1)]).default(1280),
  addition_time_embed_dim: z.int().nullable().default(null),
  projection_class_embeddings_input_dim: z.int().nullable().default(null),
  block_out_channels: z.array(z.int()).min(1),
});
const Moments = z.array(z.number()).nullable().default(null);
const VaeConfig = z.object({
  scaling_factor: z.number().positive().default(0.18215),
  shift_factor: z.number().nullable().default(null),
  latents_mean: Moments,
  latents_std: Moments,
  force_upcast: z
    .boolean()
    .nullable()
    .default(true)
    .transform((value) => value ?? false), // null is false to Python
  block_out_channels: z.array(z.int()).min(1),
});
const ModelIndex = z.object({ force_zeros_for_empty_prompt: z.boolean().default(true) });

export type EncoderConfig = z.infer<typeof EncoderConfig>;

/** What a model's configurations say, in the field's names. */
export interface ModelConfigs {
  encoders: readonly EncoderConfig[];
  unet: z.infer<typeof UnetConfig>;
  vae: z.infer<typeof VaeConfig>;
  index: z.infer<typeof ModelIndex>;
}

/** The configurations of a model's parts. Throws: KnownError (MODEL_LAYOUT) for one that is missing or malformed. */
export async function readModelConfigs(folder: string, entry: ModelEntry): Promise<ModelConfigs> {
  const read = <S extends z.ZodType>(schema: S, ...place: string[]) =>
    readModelDocument(schema, path.join(folder, ...place));
  const { components } = entry;
  return {
    encoders: await Promise.all(
      encoderFolders(entry).map(({ encoder }) => read(EncoderConfig, encoder, "config.json")),
    ),
    unet: await read(UnetConfig, components.unet, "config.json"),
    vae: await read(VaeConfig, components.vae_decoder, "config.json"),
    index: await read(ModelIndex, entry.modelIndex),
  };
}

/** The text encoders of a model in order, each with its tokenizer. */
export function encoderFolders({ components }: Pick<ModelEntry, "components">) {
  const { tokenizer, text_encoder, tokenizer_2, text_encoder_2 } = components;
  const first = { tokenizer, encoder: text_encoder };
  if (tokenizer_2 === undefined || text_encoder_2 === undefined) return [first];
  return [first, { tokenizer: tokenizer_2, encoder: text_encoder_2 }];
}
