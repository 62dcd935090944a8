import { at } from "@pairlab/domain/at";
import type { SdxlGraphs } from "./sdxl-graphs.ts";

/** What the model is told about a prompt. */
export interface TextConditioning {
  /** Penultimate states of both encoders side by side, tokens × (width + width). */
  embeddings: Float32Array;
  tokens: number;
  width: number;
  /** Projected output of the second encoder. */
  pooled: Float32Array;
  ids: readonly (readonly number[])[];
  /** Tokens cut off, by encoder. */
  dropped: readonly number[];
}

/**
 * A prompt's conditioning: `hidden_states.{layers - 1}` of both encoders, the first encoder first on
 * the last axis; the pooled vector comes from the second alone.
 *
 * Source: Podell et al. 2023 (2307.01952), section 2.1; encode_prompt of diffusers' SDXL pipeline.
 */
export async function encodePrompt(graphs: SdxlGraphs, prompt: string): Promise<TextConditioning> {
  const [one, two] = graphs.encoders;
  const first = one.tokenize(prompt);
  const second = two.tokenize(prompt);
  const tokens = first.ids.length;
  const stateOne = `hidden_states.${one.layers - 1}`;
  const stateTwo = `hidden_states.${two.layers - 1}`;
  const dims = [1, tokens];
  const fromOne = await one.graph.run({ input_ids: { data: first.ids, dims } }, [stateOne]);
  const fromTwo = await two.graph.run({ input_ids: { data: second.ids, dims } }, [
    stateTwo,
    "text_embeds",
  ]);
  return {
    embeddings: sideBySide(at(fromOne, 0), one.width, at(fromTwo, 0), two.width, tokens),
    tokens,
    width: one.width + two.width,
    pooled: at(fromTwo, 1),
    ids: [first.ids, second.ids],
    dropped: [first.dropped, second.dropped],
  };
}

/** The conditioning of "no negative prompt" where the model wants zeros rather than an encoded empty text. */
export const zeroConditioning = (like: TextConditioning): TextConditioning => ({
  ...like,
  embeddings: new Float32Array(like.embeddings.length),
  pooled: new Float32Array(like.pooled.length),
});

function sideBySide(
  a: Float32Array,
  widthA: number,
  b: Float32Array,
  widthB: number,
  rows: number,
): Float32Array {
  const out = new Float32Array(rows * (widthA + widthB));
  for (let row = 0; row < rows; row += 1) {
    const start = row * (widthA + widthB);
    out.set(a.subarray(row * widthA, (row + 1) * widthA), start);
    out.set(b.subarray(row * widthB, (row + 1) * widthB), start + widthA);
  }
  return out;
}
