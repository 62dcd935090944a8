import { at } from "@pairlab/domain/at";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { floatAt } from "../float-at.ts";
import { eulerStep, scaleBySigma } from "./euler.ts";
import { eulerSchedule } from "./euler-schedule.ts";
import { originalAtSigma } from "./predicted-original.ts";
import type { Sampler } from "./sampler.ts";

const f = Math.fround;

/**
 * Euler's method with fresh noise: SDXL-Turbo's sampler, with trailing spacing.
 *
 * Noise is drawn at every step, the last included, where its weight is 0. The last step isn't
 * shortened to the predicted picture: the rounding would differ from the reference's.
 * Source: Sauer et al. 2023 (2311.17042); EulerAncestralDiscreteScheduler of diffusers.
 */
export function eulerAncestralSampler(steps: number, settings: SamplerSettings): Sampler {
  const schedule = eulerSchedule(steps, settings);
  const { sigmas } = schedule;
  return {
    ...schedule,
    drawsNoise: () => true,
    modelInput: (x, i) => scaleBySigma(x, at(sigmas, i)),
    step: (x, output, i, noise = new Float32Array()) => {
      const sigma = at(sigmas, i);
      const { up, down } = ancestralSigmas(sigma, at(sigmas, i + 1));
      const original = originalAtSigma(settings.prediction, x, output, sigma);
      return withNoise(eulerStep(x, original, sigma, down), noise, up);
    },
  };
}

/** The level an ancestral step goes down to, and the noise that brings it up again to the next one. */
export function ancestralSigmas(from: number, to: number): { up: number; down: number } {
  const from2 = f(from * from);
  const to2 = f(to * to);
  const up = f(Math.sqrt(f(f(to2 * f(from2 - to2)) / from2)));
  return { up, down: f(Math.sqrt(f(to2 - f(up * up)))) };
}

/** x + scale · noise. */
export function withNoise(x: Float32Array, noise: Float32Array, scale: number): Float32Array {
  const noisy = new Float32Array(x.length);
  for (let k = 0; k < x.length; k += 1) noisy[k] = floatAt(x, k) + f(floatAt(noise, k) * scale);
  return noisy;
}
