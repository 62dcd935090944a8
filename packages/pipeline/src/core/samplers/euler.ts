import { at } from "@pairlab/domain/at";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { eulerSchedule } from "./euler-schedule.ts";
import { eulerStep, scaleBySigma } from "./euler-step.ts";
import { originalAtSigma } from "./predicted-original.ts";
import type { Sampler } from "./sampler.ts";

/** Euler's method on the probability-flow equation. Source: Karras et al. 2022 (2206.00364), Algorithm 2. */
export function eulerSampler(steps: number, settings: SamplerSettings): Sampler {
  const schedule = eulerSchedule(steps, settings);
  const { sigmas } = schedule;
  return {
    ...schedule,
    drawsNoise: () => false,
    modelInput: (x, i) => scaleBySigma(x, at(sigmas, i)),
    step: (x, output, i) => {
      const sigma = at(sigmas, i);
      const original = originalAtSigma(settings.prediction, x, output, sigma);
      return eulerStep(x, original, sigma, at(sigmas, i + 1));
    },
  };
}
