import { at } from "@pairlab/domain/at";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { floatAt } from "../float-at.ts";
import { alphaCumprodAt, trainingSteps } from "../noise-table.ts";
import { roundHalfEven } from "../round-half-even.ts";
import { spacedTimesteps } from "../timesteps.ts";
import { mixtureOf } from "./noise-mixture.ts";
import type { Prediction } from "./predicted-original.ts";
import type { Sampler } from "./sampler.ts";

const f = Math.fround;

/**
 * Pseudo linear multistep (PLMS): PNDM without its Runge–Kutta start, Stable Diffusion 1's sampler.
 *
 * N steps call the model N + 1 times: the second timestep comes twice, the second time to correct the first step,
 * which is taken again from where it began.
 * Source: Liu et al. 2022 (2202.09778), equations 9 and 12; PNDMScheduler of diffusers with skip_prk_steps.
 */
export function pndmSampler(steps: number, settings: SamplerSettings): Sampler {
  const timesteps = withSecondTwice(spacedTimesteps(steps, settings).map(roundHalfEven));
  const stride = Math.floor(trainingSteps / steps);
  const final = settings.setAlphaToOne ? 1 : alphaCumprodAt(0);
  const outputs: Float32Array[] = []; // the newest first
  let start: Float32Array = new Float32Array();
  return {
    timesteps,
    sigmas: [],
    initNoiseSigma: 1,
    drawsNoise: () => false,
    modelInput: (x) => x,
    step: (x, output, i) => {
      if (i === 0) start = x;
      const corrects = i === 1;
      const t = at(timesteps, i) + (corrects ? stride : 0);
      const next = t - stride;
      const slope = corrects ? meanOf(output, at(outputs, 0)) : extrapolated([output, ...outputs]);
      if (!corrects) outputs.unshift(output);
      outputs.splice(3);
      const ac = [alphaCumprodAt(t), next >= 0 ? alphaCumprodAt(next) : final] as const;
      return transferred(corrects ? start : x, slope, ac, settings.prediction);
    },
  };
}

function withSecondTwice(falling: readonly number[]): number[] {
  const [first, second, ...rest] = falling;
  if (first === undefined || second === undefined) return [...falling];
  return [first, second, second, ...rest];
}

function meanOf(a: Float32Array, b: Float32Array): Float32Array {
  const mean = new Float32Array(a.length);
  for (let k = 0; k < a.length; k += 1) mean[k] = f(floatAt(a, k) + floatAt(b, k)) / 2;
  return mean;
}

/** Adams–Bashforth weights of the newest outputs, newest first, and what divides their sum. */
const rules = [
  { weights: [1], divisor: 1 },
  { weights: [3, -1], divisor: 2 },
  { weights: [23, -16, 5], divisor: 12 },
  { weights: [55, -59, 37, -9], factor: f(1 / 24) },
];

function extrapolated(newestFirst: readonly Float32Array[]): Float32Array {
  const { weights, divisor = 1, factor = 1 } = at(rules, newestFirst.length - 1);
  const first = at(newestFirst, 0);
  if (weights.length === 1) return first;
  const sum = first.map((value) => at(weights, 0) * value);
  for (const [age, weight] of weights.entries()) {
    if (age === 0) continue;
    const output = at(newestFirst, age);
    for (let k = 0; k < sum.length; k += 1)
      sum[k] = floatAt(sum, k) + f(weight * floatAt(output, k));
  }
  for (let k = 0; k < sum.length; k += 1) sum[k] = f(floatAt(sum, k) / divisor) * factor;
  return sum;
}

/** Equation 9: x carried from ᾱ to the next ᾱ along a slope. */
function transferred(
  x: Float32Array,
  slope: Float32Array,
  [ac, acNext]: readonly [number, number],
  prediction: Prediction,
): Float32Array {
  const { signal, spread } = mixtureOf(ac);
  const keep = f(Math.sqrt(f(acNext / ac)));
  const rise = f(acNext - ac);
  const divisor = f(f(ac * mixtureOf(acNext).spread) + f(Math.sqrt(f(f(ac * f(1 - ac)) * acNext))));
  const next = new Float32Array(x.length);
  for (let k = 0; k < x.length; k += 1) {
    const value = floatAt(x, k);
    const given = floatAt(slope, k);
    const epsilon = prediction === "epsilon" ? given : f(f(signal * given) + f(spread * value));
    next[k] = f(keep * value) - f(f(rise * epsilon) / divisor);
  }
  return next;
}
