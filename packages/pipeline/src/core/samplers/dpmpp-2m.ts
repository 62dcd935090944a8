import { at } from "@pairlab/domain/at";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { floatAt } from "../float-at.ts";
import { type DpmSchedule, karrasSchedule, spacedSchedule } from "./dpm-schedule.ts";
import type { NoiseMixture } from "./noise-mixture.ts";
import { originalOfMixture, type Prediction } from "./predicted-original.ts";
import type { Sampler } from "./sampler.ts";

const f = Math.fround;

/** DPM-Solver++ 2M on a model's own spacing. */
export const dpmpp2mSampler = (steps: number, settings: SamplerSettings): Sampler =>
  multistepSampler(spacedSchedule(steps, settings), settings.prediction);

/** DPM-Solver++ 2M on Karras' noise levels, which leave spacing and offset no say. */
export const dpmpp2mKarrasSampler = (steps: number, settings: SamplerSettings): Sampler =>
  multistepSampler(karrasSchedule(steps), settings.prediction);

/**
 * DPM-Solver++, second order, multistep, midpoint; the first and the last step are of first order.
 *
 * exp and log come from the platform: equal to the reference to 2e-6, not bit for bit.
 * Source: Lu et al. 2022 (2211.01095), Algorithm 2.
 */
function multistepSampler({ timesteps, sigmas }: DpmSchedule, prediction: Prediction): Sampler {
  let previous: { original: Float32Array; h: number } | undefined;
  return {
    timesteps,
    sigmas,
    initNoiseSigma: 1,
    drawsNoise: () => false,
    modelInput: (x) => x,
    step: (x, output, i) => {
      const from = level(at(sigmas, i));
      const to = level(at(sigmas, i + 1));
      const original = originalOfMixture(prediction, x, output, from);
      const h = f(to.lambda - from.lambda);
      const keep = f(to.spread / from.spread);
      const pull = f(to.signal * f(f(Math.exp(-h)) - 1));
      const before = i === timesteps.length - 1 ? undefined : previous;
      previous = { original, h };
      const next = new Float32Array(x.length);
      for (let k = 0; k < x.length; k += 1)
        next[k] = f(keep * floatAt(x, k)) - f(pull * floatAt(original, k));
      if (before === undefined) return next;
      const inverseRatio = f(1 / f(before.h / h));
      const halfPull = f(0.5 * pull);
      for (let k = 0; k < x.length; k += 1) {
        const slope = f(inverseRatio * f(floatAt(original, k) - floatAt(before.original, k)));
        next[k] = floatAt(next, k) - f(halfPull * slope);
      }
      return next;
    },
  };
}

/** Shares of picture and noise, and half log-SNR, of a noise level; at 0 the log-SNR is infinite. */
function level(sigma: number): NoiseMixture & { lambda: number } {
  const signal = f(1 / f(Math.sqrt(f(f(sigma * sigma) + 1))));
  const spread = f(sigma * signal);
  return { signal, spread, lambda: f(f(Math.log(signal)) - f(Math.log(spread))) };
}
