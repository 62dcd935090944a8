import { at } from "@pairlab/domain/at";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { floatAt } from "../float-at.ts";
import { lcmTimesteps } from "../timesteps.ts";
import { mixtureAt } from "./noise-mixture.ts";
import { originalOfMixture } from "./predicted-original.ts";
import type { Sampler } from "./sampler.ts";

const f = Math.fround;
const sigmaData2 = 0.25;

/** Multistep latent consistency sampling. Source: Luo et al. 2023 (2310.04378), Algorithm 3; boundary terms of equation 8. */
export function lcmSampler(steps: number, settings: SamplerSettings): Sampler {
  const timesteps = lcmTimesteps(steps, settings.originalSteps);
  return {
    timesteps,
    sigmas: [],
    initNoiseSigma: 1,
    drawsNoise: (i) => i < steps - 1,
    modelInput: (x) => x,
    step: (x, output, i, noise) => {
      const denoised = consistency(x, output, at(timesteps, i), settings);
      if (noise === undefined) return denoised;
      const { signal, spread } = mixtureAt(at(timesteps, i + 1));
      const next = new Float32Array(x.length);
      for (let k = 0; k < x.length; k += 1)
        next[k] = f(signal * floatAt(denoised, k)) + f(spread * floatAt(noise, k));
      return next;
    },
  };
}

function consistency(
  x: Float32Array,
  output: Float32Array,
  t: number,
  { prediction, timestepScaling }: SamplerSettings,
): Float32Array {
  const scaled = f(t * timestepScaling);
  const square = f(scaled * scaled);
  const skip = f(sigmaData2 / f(square + sigmaData2));
  const out = f(scaled / f(Math.sqrt(f(square + sigmaData2))));
  const original = originalOfMixture(prediction, x, output, mixtureAt(t));
  const denoised = new Float32Array(x.length);
  for (let k = 0; k < x.length; k += 1)
    denoised[k] = f(out * floatAt(original, k)) + f(skip * floatAt(x, k));
  return denoised;
}
