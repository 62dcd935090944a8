import type { Arm } from "@pairlab/domain/arm";
import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import {
  guidanceEmbedding,
  guided,
  timeIds,
  usesClassifierFreeGuidance,
} from "../core/conditioning.ts";
import type { Values } from "../core/graph-feed.ts";
import { type Pixels, toPixels } from "../core/pixels.ts";
import { createSampler } from "../core/samplers/create-sampler.ts";
import { torchGenerator } from "../core/torch-randn.ts";
import type { SdxlGraphs } from "./sdxl-graphs.ts";
import type { TextConditioning } from "./sdxl-text.ts";

/** One picture to make. */
export interface SdxlRequest {
  seed: number;
  arm: Arm;
  settings: SamplerSettings;
  positive: TextConditioning;
  /** Used under classifier-free guidance only. */
  negative: TextConditioning;
}

/** What a test may look at on the way. */
export interface SdxlTrace {
  noise?(noise: Float32Array): void;
  latents?(latents: Float32Array, step: number): void;
}

/** The denoised latents of one picture: channels × height/8 × width/8. */
export async function denoise(
  graphs: SdxlGraphs,
  request: SdxlRequest,
  trace: SdxlTrace = {},
): Promise<Float32Array> {
  const { arm, settings, seed } = request;
  const sampler = createSampler(arm.scheduler, arm.steps, settings);
  const generator = torchGenerator(seed);
  const [height, width] = latentSize(graphs, arm);
  const count = graphs.latentChannels * height * width;
  const noise = generator.randn(count);
  trace.noise?.(noise);
  const predict = noisePredictor(graphs, request, [graphs.latentChannels, height, width]);
  let x: Float32Array = noise.map((value) => value * sampler.initNoiseSigma);
  for (const [i, t] of sampler.timesteps.entries()) {
    const output = await predict(sampler.modelInput(x, i), t);
    x = sampler.step(x, output, i, sampler.drawsNoise(i) ? generator.randn(count) : undefined);
    assertFinite(x, `latents after step ${i + 1} of ${arm.steps}`);
    trace.latents?.(x, i);
  }
  return x;
}

/** The picture of final latents. */
export async function decodeLatents(
  graphs: SdxlGraphs,
  latents: Float32Array,
  arm: Arm,
): Promise<Pixels> {
  const [height, width] = latentSize(graphs, arm);
  const scale = Math.fround(graphs.scalingFactor);
  const scaled: Values = {
    data: latents.map((value) => value / scale),
    dims: [1, graphs.latentChannels, height, width],
  };
  const sample = at(await graphs.vaeDecoder.run({ latent_sample: scaled }, ["sample"]), 0);
  assertFinite(sample, "the decoder's output");
  return toPixels(sample, arm.size.height, arm.size.width);
}

type Predict = (input: Float32Array, t: number) => Promise<Float32Array>;

function noisePredictor(
  graphs: SdxlGraphs,
  { arm, positive, negative }: SdxlRequest,
  latentDims: readonly number[],
): Predict {
  const guides = usesClassifierFreeGuidance(arm.guidance, graphs.guidanceWidth !== null);
  // Under guidance both halves go through the graph at once, the unconditional one first.
  const rows = guides ? [negative, positive] : [positive];
  const batch = rows.length;
  const ids = timeIds(arm.originalSize, arm.size);
  const fixed: Record<string, Values> = {
    encoder_hidden_states: {
      data: joined(rows.map((row) => row.embeddings)),
      dims: [batch, positive.tokens, positive.width],
    },
    text_embeds: {
      data: joined(rows.map((row) => row.pooled)),
      dims: [batch, positive.pooled.length],
    },
    time_ids: { data: joined(rows.map(() => ids)), dims: [batch, ids.length] },
  };
  if (graphs.guidanceWidth !== null)
    fixed.timestep_cond = {
      data: guidanceEmbedding(arm.guidance, graphs.guidanceWidth),
      dims: [1, graphs.guidanceWidth],
    };
  return async (input, t) => {
    const sample = { data: joined(rows.map(() => input)), dims: [batch, ...latentDims] };
    const timestep = { data: [t], dims: [1] };
    const feeds = { ...fixed, sample, timestep };
    const out = at(await graphs.unet.run(feeds, ["out_sample"]), 0);
    if (!guides) return out;
    return guided(out.subarray(0, input.length), out.subarray(input.length), arm.guidance);
  };
}

function latentSize({ vaeScale }: SdxlGraphs, { size }: Arm): readonly [number, number] {
  if (size.height % vaeScale !== 0 || size.width % vaeScale !== 0)
    throw new KnownError("input", `invalid size: ${size.width} × ${size.height}`, {
      code: "REQ_SIZE",
      hint: `width and height are multiples of ${vaeScale}`,
    });
  return [size.height / vaeScale, size.width / vaeScale];
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

function assertFinite(values: Float32Array, what: string): void {
  if (values.every(Number.isFinite)) return;
  throw new KnownError("input", `invalid numbers: NaN or infinity in ${what}`, {
    code: "NUMERIC",
    hint: "the model overflowed; a float16 decoder is a common cause",
  });
}
