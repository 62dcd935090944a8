import type { Tokens } from "../core/tokenizer.ts";

/** What the model is told about a prompt. */
export interface TextConditioning {
  /** Text states, tokens × width. */
  embeddings: Float32Array;
  tokens: number;
  width: number;
  /** Projected output of SDXL's second encoder; null where there is none. */
  pooled: Float32Array | null;
  /** How each encoder read the prompt; empty where none did. */
  read: readonly Tokens[];
}

/** The conditioning of "no negative prompt" where the model wants zeros rather than an encoded empty text. */
export const zeroConditioning = (like: TextConditioning): TextConditioning => ({
  ...like,
  embeddings: new Float32Array(like.embeddings.length),
  pooled: like.pooled && new Float32Array(like.pooled.length),
  read: [],
});
