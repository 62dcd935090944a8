import { at } from "@pairlab/domain/at";
import { fma } from "./fma.ts";

/** The training noise of the Stable Diffusion family: 1,000 steps, float32 values. */
export interface NoiseTable {
  betas: Float32Array;
  /** Cumulative product of 1 - beta, from nearly 1 down to 0.00466. */
  alphasCumprod: Float32Array;
  /** √((1 - ᾱ)/ᾱ), from 0.0292 up to 14.61. */
  sigmas: Float32Array;
}

export const trainingSteps = 1000;

const f = Math.fround;
const first = f(Math.sqrt(0.00085));
const last = f(Math.sqrt(0.012));

/**
 * The "scaled linear" schedule 0.00085 … 0.012 as PyTorch computes it: `linspace` from both ends, squares,
 * a running product in float64 that is stored in float32, correctly rounded square roots.
 */
export const noiseTable: NoiseTable = createNoiseTable();

function createNoiseTable(): NoiseTable {
  const step = f(f(last - first) / (trainingSteps - 1));
  const betas = Float32Array.from({ length: trainingSteps }, (_, i) => {
    const root =
      i < trainingSteps / 2 ? fma(step, i, first) : fma(-step, trainingSteps - 1 - i, last);
    return f(root * root);
  });
  let product = 1;
  const alphasCumprod = betas.map((beta) => {
    product *= f(1 - beta);
    return product;
  });
  const sigmas = alphasCumprod.map((ac) => Math.sqrt(f(f(1 - ac) / ac)));
  return { betas, alphasCumprod, sigmas };
}

/** ᾱ at a training step. */
export const alphaCumprodAt = (t: number): number => at(noiseTable.alphasCumprod, t);

/** σ at a training step, interpolated linearly between whole steps in float64. */
export function sigmaAt(t: number): number {
  const low = Math.floor(t);
  const below = at(noiseTable.sigmas, low);
  return low === t ? below : f(below + (t - low) * (at(noiseTable.sigmas, low + 1) - below));
}
