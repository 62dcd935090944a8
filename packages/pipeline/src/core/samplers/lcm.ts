import { at } from "@pairlab/domain/at";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { alphaCumprodAt } from "../noise-table.ts";
import { lcmTimesteps } from "../timesteps.ts";
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
      const t = at(timesteps, i);
      const denoised = consistency(x, output, t, settings.timestepScaling);
      if (noise === undefined) return denoised;
      const acNext = alphaCumprodAt(at(timesteps, i + 1));
      const [signal, spread] = [f(Math.sqrt(acNext)), f(Math.sqrt(f(1 - acNext)))];
      return denoised.map((value, k) => f(f(signal * value) + f(spread * at(noise, k))));
    },
  };
}

function consistency(
  x: Float32Array,
  output: Float32Array,
  t: number,
  scaling: number,
): Float32Array {
  const scaled = f(t * scaling);
  const square = f(scaled * scaled);
  const skip = f(sigmaData2 / f(square + sigmaData2));
  const out = f(scaled / f(Math.sqrt(f(square + sigmaData2))));
  const ac = alphaCumprodAt(t);
  const [signal, spread] = [f(Math.sqrt(ac)), f(Math.sqrt(f(1 - ac)))];
  return x.map((value, k) => {
    const original = f(f(value - f(spread * at(output, k))) / signal);
    return f(f(out * original) + f(skip * value));
  });
}
