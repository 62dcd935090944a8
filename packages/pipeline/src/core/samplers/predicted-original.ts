import { KnownError } from "@pairlab/domain/errors";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { floatAt } from "../float-at.ts";

/** What a model was trained to predict: the noise, the velocity v, the clean latents, or flow. */
export type Prediction = SamplerSettings["prediction"];

const f = Math.fround;

/**
 * The clean latents that a prediction means, for x = signal · original + spread · noise (signal² + spread² = 1).
 *
 * Source: Salimans & Ho 2022 (2202.00512), section 4 and appendix D, for v.
 */
export function originalOfMixture(
  prediction: Prediction,
  x: Float32Array,
  output: Float32Array,
  { signal, spread }: { signal: number; spread: number },
): Float32Array {
  const original = new Float32Array(x.length);
  switch (prediction) {
    case "epsilon":
      for (let k = 0; k < x.length; k += 1)
        original[k] = f(floatAt(x, k) - f(spread * floatAt(output, k))) / signal;
      return original;
    case "v_prediction":
      for (let k = 0; k < x.length; k += 1)
        original[k] = f(signal * floatAt(x, k)) - f(spread * floatAt(output, k));
      return original;
    case "sample":
      return output;
    case "flow":
      throw unknownPrediction(prediction);
  }
}

/** The clean latents that a prediction means, for x = original + sigma · noise, the Euler samplers' scale. */
export function originalAtSigma(
  prediction: Prediction,
  x: Float32Array,
  output: Float32Array,
  sigma: number,
): Float32Array {
  const original = new Float32Array(x.length);
  switch (prediction) {
    case "epsilon":
      for (let k = 0; k < x.length; k += 1)
        original[k] = floatAt(x, k) - f(sigma * floatAt(output, k));
      return original;
    case "v_prediction": {
      const variance = f(f(sigma * sigma) + 1);
      const out = f(-sigma / f(Math.sqrt(variance)));
      for (let k = 0; k < x.length; k += 1)
        original[k] = f(floatAt(output, k) * out) + f(floatAt(x, k) / variance);
      return original;
    }
    case "sample":
      return output;
    case "flow":
      throw unknownPrediction(prediction);
  }
}

/** A prediction that a sampler has no formula for. */
export const unknownPrediction = (prediction: Prediction, scheduler = "this scheduler") =>
  new KnownError("input", `unknown prediction of ${scheduler}: ${prediction}`, {
    code: "REQ_UNSUPPORTED",
    hint: "choose another scheduler for this model",
  });
