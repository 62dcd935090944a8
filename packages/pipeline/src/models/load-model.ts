import path from "node:path";
import { at } from "@pairlab/domain/at";
import type { ModelEntry } from "@pairlab/domain/model-registry";
import type { LocatedModel } from "../adapters/located-models.ts";
import { checkDecoder, checkEncoder, checkUnet, checkWidths } from "./check-graphs.ts";
import { loadTokenizer } from "./load-tokenizer.ts";
import type { Encoder, LatentScale, LoadedModel, LoadGraph } from "./loaded-model.ts";
import { encoderFolders, type ModelConfigs, readModelConfigs } from "./model-configs.ts";

/**
 * Loads a model's graphs and reads their configurations; nothing is assumed from the model's name.
 *
 * Throws: KnownError: MODEL_IO for a graph that isn't of its family or disagrees with its configuration,
 *         MODEL_FP16_VAE for a half-float decoder that overflows, TOKENIZER for a vocabulary that its encoder doesn't
 *         have, and as the loader does.
 */
export async function loadModel(
  { folder, entry }: LocatedModel,
  load: LoadGraph,
): Promise<LoadedModel> {
  const configs = await readModelConfigs(folder, entry);
  const { family, components } = entry;
  checkWidths(family, configs, path.join(folder, components.unet));
  const graph = (component: string) => load(path.join(folder, component, "model.onnx"));
  const encoders = await loadEncoders(folder, entry, configs, graph);
  for (const [index, encoder] of encoders.entries()) checkEncoder(family, index, encoder);
  const unet = await graph(components.unet);
  const guidanceWidth = configs.unet.time_cond_proj_dim;
  checkUnet(family, unet, guidanceWidth !== null);
  const vaeDecoder = await graph(components.vae_decoder);
  // diffusers' Stable Diffusion 1 and 2 pipelines decode in half floats whatever the configuration says.
  checkDecoder(vaeDecoder, family === "sdxl" && configs.vae.force_upcast);
  return {
    family,
    encoders,
    unet,
    guidanceWidth,
    latentChannels: configs.unet.in_channels,
    vaeDecoder,
    latentScale: latentScale(configs),
    vaeScale: 2 ** (configs.vae.block_out_channels.length - 1),
    zerosForNull: family === "sdxl" && configs.index.force_zeros_for_empty_prompt,
  };
}

const loadEncoders = (
  folder: string,
  entry: ModelEntry,
  { encoders }: ModelConfigs,
  graph: LoadGraph,
): Promise<Encoder[]> =>
  Promise.all(
    encoderFolders(entry).map(async ({ tokenizer, encoder }, index) => {
      const config = at(encoders, index);
      const { num_hidden_layers: layers, hidden_size: width } = config;
      const tokenize = await loadTokenizer(path.join(folder, tokenizer), config);
      return { tokenize, graph: await graph(encoder), layers, width };
    }),
  );

function latentScale({ vae }: ModelConfigs): LatentScale {
  const { scaling_factor: factor, shift_factor: shift, latents_mean, latents_std } = vae;
  const moments =
    latents_mean === null || latents_std === null
      ? null
      : { mean: latents_mean, deviation: latents_std };
  return { factor, shift, moments };
}
