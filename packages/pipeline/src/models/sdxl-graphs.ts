import path from "node:path";
import type { ModelComponents } from "@pairlab/domain/model-registry";
import { parseDocument } from "@pairlab/domain/parse-document";
import { z } from "zod";
import { type Graph, loadGraph } from "../adapters/onnx.ts";
import { readJson } from "../adapters/read-json.ts";
import type { Tokenizer } from "../core/tokenizer.ts";
import { loadTokenizer } from "./load-tokenizer.ts";

const EncoderConfig = z.object({ num_hidden_layers: z.int(), hidden_size: z.int() });
const UnetConfig = z.object({
  in_channels: z.int(),
  sample_size: z.int(),
  time_cond_proj_dim: z.int().nullable().default(null),
  cross_attention_dim: z.int(),
});
const VaeConfig = z.object({ scaling_factor: z.number(), block_out_channels: z.array(z.int()) });
const ModelIndex = z.object({ force_zeros_for_empty_prompt: z.boolean().default(true) });

/** One text encoder with what is read from its configuration. */
export interface Encoder {
  tokenize: Tokenizer;
  graph: Graph;
  layers: number;
  width: number;
}

/** The loaded parts of a Stable Diffusion XL model. */
export interface SdxlGraphs {
  encoders: readonly [Encoder, Encoder];
  unet: Graph;
  /** Width of the guidance embedding; null for models without one. */
  guidanceWidth: number | null;
  latentChannels: number;
  vaeDecoder: Graph;
  scalingFactor: number;
  /** Pixels a latent: 2^(blocks - 1). */
  vaeScale: number;
  zerosForNull: boolean;
}

/** How a graph is loaded: through a cache, so that models share the components they have in common. */
export type LoadGraph = (file: string) => Promise<Graph>;

/** A loader that keeps what it has loaded. */
export function graphCache(threads: number): LoadGraph {
  const loaded = new Map<string, Promise<Graph>>();
  return (file) => {
    const found = loaded.get(file) ?? loadGraph(file, threads);
    loaded.set(file, found);
    return found;
  };
}

/** Loads a model's graphs and reads their configurations; nothing is assumed from the model's name. */
export async function loadSdxl(
  folder: string,
  modelIndex: string,
  components: ModelComponents,
  load: LoadGraph,
): Promise<SdxlGraphs> {
  const at = (name: string, file: string) => path.join(folder, name, file);
  const config = async <S extends z.ZodType>(schema: S, name: string) =>
    parseDocument(schema, await readJson(at(name, "config.json")), at(name, "config.json"));
  const encoder = async (tokenizer = "tokenizer_2", name = "text_encoder_2"): Promise<Encoder> => {
    const { num_hidden_layers: layers, hidden_size: width } = await config(EncoderConfig, name);
    const tokenize = await loadTokenizer(path.join(folder, tokenizer));
    return { tokenize, graph: await load(at(name, "model.onnx")), layers, width };
  };
  const unet = await config(UnetConfig, components.unet);
  const vae = await config(VaeConfig, components.vae_decoder);
  const index = path.join(folder, modelIndex);
  const { force_zeros_for_empty_prompt: zerosForNull } = parseDocument(
    ModelIndex,
    await readJson(index),
    index,
  );
  return {
    encoders: [
      await encoder(components.tokenizer, components.text_encoder),
      await encoder(components.tokenizer_2, components.text_encoder_2),
    ],
    unet: await load(at(components.unet, "model.onnx")),
    guidanceWidth: unet.time_cond_proj_dim,
    latentChannels: unet.in_channels,
    vaeDecoder: await load(at(components.vae_decoder, "model.onnx")),
    scalingFactor: vae.scaling_factor,
    vaeScale: 2 ** (vae.block_out_channels.length - 1),
    zerosForNull,
  };
}
