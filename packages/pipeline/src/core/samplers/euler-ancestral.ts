import { at } from "@pairlab/domain/at";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { eulerSchedule } from "./euler-schedule.ts";
import { eulerStep, scaleBySigma } from "./euler-step.ts";
import { ancestralSigmas, withNoise } from "./fresh-noise.ts";
import { originalAtSigma } from "./predicted-original.ts";
import type { Sampler } from "./sampler.ts";

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
