import type { ModelFamily } from "@pairlab/domain/model-registry";
import type { Graph } from "../adapters/onnx.ts";
import type { Tokenizer } from "../core/tokenizer.ts";

/** One text encoder with what is read from its configuration. */
export interface Encoder {
  tokenize: Tokenizer;
  graph: Graph;
  /** Hidden layers: `hidden_states.{layers}` is the last. */
  layers: number;
  /** Width of its hidden states. */
  width: number;
}

/** Numbers that the decoder's latents are scaled by. */
export interface LatentScale {
  /** Divides the latents. */
  factor: number;
  /** Added after division; null: nothing. */
  shift: number | null;
  /** Mean and deviation by channel, of newer decoders; null: none. */
  moments: { mean: readonly number[]; deviation: readonly number[] } | null;
}

/** The loaded parts of a model. */
export interface LoadedModel {
  family: ModelFamily;
  /** SDXL has two, Stable Diffusion 1 and 2 one. */
  encoders: readonly Encoder[];
  unet: Graph;
  /** Width of the guidance embedding; null for models without one. */
  guidanceWidth: number | null;
  latentChannels: number;
  vaeDecoder: Graph;
  latentScale: LatentScale;
  /** Pixels a latent: 2^(blocks - 1). */
  vaeScale: number;
  /** No negative prompt is zeros rather than an encoded empty text. */
  zerosForNull: boolean;
}

/** How a graph is loaded: through a cache, so that models share the components they have in common. */
export type LoadGraph = (file: string) => Promise<Graph>;
