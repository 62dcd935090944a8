import type { ModelFamily } from "@pairlab/domain/model-registry";
import type { ElementType } from "../../onnx-graph.fixture.ts";

/** One text encoder's dimensions. */
export interface EncoderShape {
  layers: number;
  width: number;
  /** Kept in the clear, so that a wrong encoder's weights can't pass for the right one's. */
  seed: number;
}

/**
 * A model with the names, ranks, types and widths of the real ones, whose graphs do small sums in which every input
 * counts. `stand-in-graphs.fixture.ts` writes it in ONNX, `plain-pipeline.fixture.ts` does the same in TypeScript.
 */
export interface StandIn {
  family: ModelFamily;
  encoders: readonly EncoderShape[];
  /** "!" pads where SDXL's second tokenizer and Stable Diffusion 2 have it, else the end token. */
  padding: readonly ("end" | "bang")[];
  /** Width of the guidance embedding; null: none. */
  guidanceWidth: number | null;
  timestep: { type: ElementType; shape: readonly (number | string)[] };
  /** Of each encoder's ids: exporters have differed. */
  ids: readonly ("int32" | "int64")[];
  /** Floats of every graph's inputs and outputs. */
  floats: "float32" | "float16";
  hasReturnDict: boolean;
  /** The name of the file that holds weights; null: the graph itself. */
  externalData: string | null;
  spacing: "trailing" | "linspace";
}

export const tokens = 77;
export const latentChannels = 4;
export const vocabularySize = 932;
export const scalingFactor = { sdxl: 0.13025, sd: 0.18215 } as const;
export const pixelsPerLatent = 8;

const usual = {
  guidanceWidth: null,
  timestep: { type: "float32", shape: [] },
  floats: "float32",
  hasReturnDict: false,
  externalData: null,
  spacing: "trailing",
} as const;

/** Stable Diffusion XL as Optimum 1.24 and later export it. */
export const sdxlStandIn: StandIn = {
  ...usual,
  family: "sdxl",
  encoders: [
    { layers: 12, width: 768, seed: 1 },
    { layers: 32, width: 1280, seed: 2 },
  ],
  padding: ["end", "bang"],
  ids: ["int64", "int64"],
};

/** Stable Diffusion 1.5: one encoder, none of SDXL's extras. */
export const sd15StandIn: StandIn = {
  ...usual,
  family: "sd",
  encoders: [{ layers: 12, width: 768, seed: 3 }],
  padding: ["end"],
  ids: ["int64"],
};

/** Stable Diffusion 2.1: a wider encoder, padded with "!". */
export const sd21StandIn: StandIn = {
  ...sd15StandIn,
  encoders: [{ layers: 23, width: 1024, seed: 4 }],
  padding: ["bang"],
};

/** Weights between -scale and scale that have no pattern, the same for the same seed. Source: xorshift32, Marsaglia 2003. */
export function weights(seed: number, count: number, scale: number): Float32Array {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  return Float32Array.from({ length: count }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state / 2 ** 31) * scale;
  });
}

/** What a text encoder of these dimensions multiplies and adds. */
export const encoderWeights = ({ width, seed }: EncoderShape) => ({
  slope: weights(seed * 10, width, 2),
  shift: weights(seed * 10 + 1, width, 0.5),
  final: weights(seed * 10 + 2, width, 0.5),
  pool: weights(seed * 10 + 3, tokens * width, 0.2),
});

/** Layers make the states larger: state k is (id / vocabulary × slope) × growth(k) + shift. */
export const growth = (layer: number): number => Math.fround(1 + layer / 10);
/** The final norm halves the last state and shifts it. */
export const finalScale = 0.5;

/** What the UNet multiplies its inputs with. `conv` looks left and right, not up and down. */
export const unetWeights = ({ encoders, guidanceWidth }: StandIn) => {
  const textWidth = encoders.reduce((sum, { width }) => sum + width, 0);
  const pooledWidth = encoders.at(-1)?.width ?? 0;
  return {
    conv: weights(101, latentChannels * latentChannels * 3, 0.3),
    text: weights(102, textWidth * latentChannels, 0.004),
    place: weights(103, tokens, 1),
    pooled: weights(104, pooledWidth * latentChannels, 0.02),
    times: weights(105, 6 * latentChannels, 0.5),
    guidance: weights(106, (guidanceWidth ?? 0) * latentChannels, 0.05),
  };
};

/** The decoder makes 8 × 8 pixels of each latent. */
export const decoderWeights = () => {
  const outputs = 3 * pixelsPerLatent ** 2;
  return {
    mix: weights(201, outputs * latentChannels, 0.002),
    bias: weights(202, outputs, 0.2),
  };
};
