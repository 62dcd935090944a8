import { at } from "@pairlab/domain/at";
import { guidanceEmbedding, guided, rescaled, timeIds } from "../core/conditioning.ts";
import type { Values } from "../core/graph-feed.ts";
import type { LoadedModel } from "./loaded-model.ts";
import type { PictureRequest } from "./picture-request.ts";
import type { TextConditioning } from "./text-conditioning.ts";
import { wholeOutput } from "./whole-output.ts";

/** What the model predicts of latents at a training step, guidance applied. */
export type Predict = (input: Float32Array, t: number) => Promise<Float32Array>;

/** Whether the model runs with and without the prompt at each step: never for guidance-distilled models. */
export const isGuided = ({ guidanceWidth }: LoadedModel, guidance: number): boolean =>
  guidance > 1 && guidanceWidth === null;

/**
 * The prediction of one picture's UNet. Dims: channels × height × width, in latents.
 *
 * Under guidance both halves go through the graph at once, the unconditional one first.
 */
export function noisePredictor(
  model: LoadedModel,
  { arm, positive, negative }: PictureRequest,
  latentDims: readonly number[],
): Predict {
  const guides = isGuided(model, arm.guidance);
  const rows = guides ? [negative, positive] : [positive];
  const fixed = fixedFeeds(model, arm, rows);
  return async (input, t) => {
    const sample = { data: joined(rows.map(() => input)), dims: [rows.length, ...latentDims] };
    const feeds = { ...fixed, sample, timestep: { data: [t], dims: [1] } };
    const found = at(await model.unet.run(feeds, ["out_sample"]), 0);
    const out = wholeOutput(model.unet, "out_sample", found, rows.length * input.length);
    if (!guides) return out;
    const conditional = out.subarray(input.length);
    const prediction = guided(out.subarray(0, input.length), conditional, arm.guidance);
    const { guidanceRescale: share = 0 } = arm;
    return share > 0 ? rescaled(prediction, conditional, share) : prediction;
  };
}

/** What the UNet is told besides latents and time, the same at every step. */
function fixedFeeds(
  { family, guidanceWidth }: LoadedModel,
  { guidance, originalSize, size }: PictureRequest["arm"],
  rows: readonly TextConditioning[],
): Record<string, Values> {
  const batch = rows.length;
  const { tokens, width } = at(rows, 0);
  const feeds: Record<string, Values> = {
    encoder_hidden_states: {
      data: joined(rows.map(({ embeddings }) => embeddings)),
      dims: [batch, tokens, width],
    },
    return_dict: { data: [0], dims: [1] },
  };
  if (guidanceWidth !== null)
    feeds.timestep_cond = {
      data: guidanceEmbedding(guidance, guidanceWidth),
      dims: [1, guidanceWidth],
    };
  if (family === "sdxl") {
    const pooled = rows.map((row) => row.pooled ?? new Float32Array());
    const ids = timeIds(originalSize, size);
    feeds.text_embeds = { data: joined(pooled), dims: [batch, at(pooled, 0).length] };
    feeds.time_ids = { data: joined(rows.map(() => ids)), dims: [batch, ids.length] };
  }
  return feeds;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    out.set(part, start);
    start += part.length;
  }
  return out;
}
