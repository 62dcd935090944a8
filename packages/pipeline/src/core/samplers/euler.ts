import { at } from "@pairlab/domain/at";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { sigmaAt } from "../noise-table.ts";
import { leadingTimesteps } from "../timesteps.ts";
import type { Sampler } from "./sampler.ts";

const f = Math.fround;

/** Euler's method on the probability-flow equation, leading spacing. Source: Karras et al. 2022, Algorithm 2. */
export function eulerSampler(steps: number, { stepsOffset }: SamplerSettings): Sampler {
  const timesteps = leadingTimesteps(steps, stepsOffset);
  const sigmas = [...timesteps.map(sigmaAt), 0];
  const largest = at(sigmas, 0);
  return {
    timesteps,
    sigmas,
    initNoiseSigma: f(Math.sqrt(f(f(largest * largest) + 1))),
    drawsNoise: () => false,
    modelInput: (x, i) => scaleBySigma(x, at(sigmas, i)),
    step: (x, output, i) => {
      const sigma = at(sigmas, i);
      const dt = f(at(sigmas, i + 1) - sigma);
      return x.map((value, k) => f(value + f(eulerSlope(value, at(output, k), sigma) * dt)));
    },
  };
}

/** The model's input in the Euler family: x / √(σ² + 1). */
export function scaleBySigma(x: Float32Array, sigma: number): Float32Array {
  const scale = f(Math.sqrt(f(f(sigma * sigma) + 1)));
  return x.map((value) => value / scale);
}

/** dx/dσ at x, by way of the predicted picture: rounding is not that of `output` itself. */
export function eulerSlope(value: number, output: number, sigma: number): number {
  const original = f(value - f(sigma * output));
  return f(f(value - original) / sigma);
}
