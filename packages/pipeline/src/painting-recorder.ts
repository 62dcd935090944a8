import type { Arm } from "@pairlab/domain/arm";
import type { PaintingTrace } from "@pairlab/domain/painting-trace";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { sha256 } from "./adapters/sha256.ts";
import { timeIds } from "./core/conditioning.ts";
import { createSampler } from "./core/samplers/create-sampler.ts";
import type { DenoiseWatch } from "./models/denoise.ts";
import type { LoadedModel } from "./models/loaded-model.ts";
import { isGuided } from "./models/noise-predictor.ts";
import type { TextConditioning } from "./models/text-conditioning.ts";

/** Looks on while a picture is made and writes down what its provenance needs. */
export interface PaintingRecorder extends DenoiseWatch {
  text(positive: TextConditioning): void;
  /** The finished trace; `decoded` is the decoder's output. */
  trace(decoded: Float32Array): PaintingTrace;
}

/** A recorder of one picture. */
export function createPaintingRecorder(
  model: LoadedModel,
  arm: Arm,
  settings: SamplerSettings,
): PaintingRecorder {
  const { timesteps, sigmas, initNoiseSigma } = createSampler(arm.scheduler, arm.steps, settings);
  const latents: string[] = [];
  let [noiseHash, embeddings] = ["", ""];
  let pooled: string | null = null;
  let read: TextConditioning["read"] = [];
  return {
    text: (positive) => {
      read = positive.read;
      embeddings = hashOf(positive.embeddings);
      pooled = positive.pooled && hashOf(positive.pooled);
    },
    noise: (noise) => {
      noiseHash = hashOf(noise);
    },
    latents: (x) => {
      latents.push(hashOf(x));
    },
    trace: (decoded) => ({
      tokenIds: read.map(({ ids }) => [...ids]),
      droppedTexts: read.map(({ droppedText }) => droppedText),
      timeIds: model.family === "sdxl" ? [...timeIds(arm.originalSize, arm.size)] : null,
      timesteps: [...timesteps],
      sigmas: [...sigmas],
      initNoiseSigma,
      scalingFactor: model.latentScale.factor,
      guided: isGuided(model, arm.guidance),
      guidanceEmbedded: model.guidanceWidth !== null,
      sha256: { noise: noiseHash, embeddings, pooled, latents, decoded: hashOf(decoded) },
    }),
  };
}

const hashOf = (values: Float32Array): string =>
  sha256(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
