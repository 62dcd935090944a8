import { at } from "@pairlab/domain/at";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { floatAt } from "../float-at.ts";
import { alphaCumprodAt, trainingSteps } from "../noise-table.ts";
import { roundHalfEven } from "../round-half-even.ts";
import { spacedTimesteps } from "../timesteps.ts";
import { withNoise } from "./fresh-noise.ts";
import { mixtureOf, type NoiseMixture } from "./noise-mixture.ts";
import { originalOfMixture, type Prediction } from "./predicted-original.ts";
import type { Sampler } from "./sampler.ts";

const f = Math.fround;

/**
 * DDIM; η = 0 draws no noise, η = 1 is ancestral sampling.
 *
 * A step goes down by floor(1000/N) training steps whatever the spacing, as diffusers' does.
 * Source: Song, Meng & Ermon 2021 (2010.02502), equations 12 and 16.
 */
export function ddimSampler(steps: number, settings: SamplerSettings): Sampler {
  const timesteps = spacedTimesteps(steps, settings).map(roundHalfEven);
  const stride = Math.floor(trainingSteps / steps);
  const final = settings.setAlphaToOne ? 1 : alphaCumprodAt(0);
  const { prediction } = settings;
  const eta = f(settings.eta);
  return {
    timesteps,
    sigmas: [],
    initNoiseSigma: 1,
    drawsNoise: () => eta > 0,
    modelInput: (x) => x,
    step: (x, output, i, noise) => {
      const t = at(timesteps, i);
      const ac = alphaCumprodAt(t);
      const acNext = t - stride >= 0 ? alphaCumprodAt(t - stride) : final;
      const mixture = mixtureOf(ac);
      const deviation = f(eta * f(Math.sqrt(variance(ac, acNext))));
      const direction = f(Math.sqrt(f(f(1 - acNext) - f(deviation * deviation))));
      const { signal } = mixtureOf(acNext);
      const original = originalOfMixture(prediction, x, output, mixture);
      const epsilon = noiseOfMixture(prediction, x, output, mixture);
      const next = new Float32Array(x.length);
      for (let k = 0; k < x.length; k += 1)
        next[k] = f(signal * floatAt(original, k)) + f(direction * floatAt(epsilon, k));
      return noise === undefined ? next : withNoise(next, noise, deviation);
    },
  };
}

/** Variance of the noise that an ancestral step from ᾱ to the next ᾱ adds. */
const variance = (ac: number, acNext: number) =>
  f(f(f(1 - acNext) / f(1 - ac)) * f(1 - f(ac / acNext)));

/** The noise that a prediction means. */
function noiseOfMixture(
  prediction: Prediction,
  x: Float32Array,
  output: Float32Array,
  { signal, spread }: NoiseMixture,
): Float32Array {
  if (prediction === "epsilon") return output;
  const noise = new Float32Array(x.length);
  if (prediction === "v_prediction")
    for (let k = 0; k < x.length; k += 1)
      noise[k] = f(signal * floatAt(output, k)) + f(spread * floatAt(x, k));
  else
    for (let k = 0; k < x.length; k += 1)
      noise[k] = f(floatAt(x, k) - f(signal * floatAt(output, k))) / spread;
  return noise;
}
