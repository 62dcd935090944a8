import type { Size } from "@pairlab/domain/arm";

/** SDXL's micro-conditioning: original size, crop of (0, 0), target size. Source: Podell et al. 2023 (2307.01952), 2.2. */
export const timeIds = (original: Size, target: Size): Float32Array =>
  Float32Array.of(original.height, original.width, 0, 0, target.height, target.width);

/**
 * The guidance scale as an embedding (`timestep_cond`) of latent consistency models.
 *
 * Source: Luo et al. 2023 (2310.04378); diffusers' get_guidance_scale_embedding: w = 1000·(g - 1).
 */
export function guidanceEmbedding(guidance: number, width: number): Float32Array {
  const f = Math.fround;
  const half = width / 2;
  const w = f(f(guidance - 1) * 1000);
  const slope = f(-f(Math.log(10000) / (half - 1)));
  const out = new Float32Array(width);
  for (let i = 0; i < half; i += 1) {
    const angle = f(w * f(Math.exp(f(i * slope))));
    out[i] = Math.sin(angle);
    out[half + i] = Math.cos(angle);
  }
  return out;
}

/** Classifier-free guidance: u + g·(c - u), each operation rounded to float32. Source: Ho & Salimans 2022. */
export function guided(
  unconditional: Float32Array,
  conditional: Float32Array,
  guidance: number,
): Float32Array {
  const f = Math.fround;
  const g = f(guidance);
  return unconditional.map((u, k) => f(u + f(g * f((conditional[k] ?? Number.NaN) - u))));
}

/**
 * A guided prediction with the deviation of the conditional one, mixed in by `share`, 0 … 1: guidance widens the
 * spread of values and burns the contrast.
 *
 * Deviations are unbiased, over one picture. Source: Lin et al. 2023 (2305.08891), section 3.4, equations 15 and 16.
 */
export function rescaled(
  prediction: Float32Array,
  conditional: Float32Array,
  share: number,
): Float32Array {
  const f = Math.fround;
  const ratio = f(deviation(conditional) / deviation(prediction));
  const [part, rest] = [f(share), f(1 - share)];
  return prediction.map((value) => f(f(part * f(value * ratio)) + f(rest * value)));
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.fround(Math.sqrt(squares / (values.length - 1)));
}
