import { at } from "@pairlab/domain/at";
import type { Pixels } from "./pixels.ts";

const windowSide = 11;
const windowSigma = 1.5;
const range = 255;
const c1 = (0.01 * range) ** 2;
const c2 = (0.03 * range) ** 2;

/**
 * Mean structural similarity of two pictures' luma: 1 for equal ones, null when a side is below 11 pixels.
 *
 * Gaussian window of 11 × 11, σ = 1.5, population moments, whole windows only; luma Y' = 0.299 R + 0.587 G + 0.114 B.
 * Source: Wang, Bovik, Sheikh & Simoncelli 2004, equation 13 with K1 = 0.01, K2 = 0.03.
 */
export function structuralSimilarity(one: Pixels, other: Pixels): number | null {
  const { width, height } = one;
  if (Math.min(width, height) < windowSide) return null;
  const x = luma(one);
  const y = luma(other);
  const mean = (values: Float64Array) => blurred(values, width, height);
  const product = (a: Float64Array, b: Float64Array) => a.map((value, i) => value * at(b, i));
  const [mx, my] = [mean(x), mean(y)];
  const [mxx, myy, mxy] = [mean(product(x, x)), mean(product(y, y)), mean(product(x, y))];
  const sum = mx.reduce((total, a, i) => {
    const b = at(my, i);
    const covariance = at(mxy, i) - a * b;
    const spread = at(mxx, i) - a * a + (at(myy, i) - b * b);
    const likeness =
      ((2 * a * b + c1) * (2 * covariance + c2)) / ((a * a + b * b + c1) * (spread + c2));
    return total + likeness;
  }, 0);
  return sum / mx.length;
}

function luma({ rgb }: Pixels): Float64Array {
  return Float64Array.from(
    { length: rgb.length / 3 },
    (_, i) => 0.299 * at(rgb, 3 * i) + 0.587 * at(rgb, 3 * i + 1) + 0.114 * at(rgb, 3 * i + 2),
  );
}

const kernel = normalised(
  Float64Array.from({ length: windowSide }, (_, i) =>
    Math.exp(-((i - (windowSide - 1) / 2) ** 2) / (2 * windowSigma ** 2)),
  ),
);

function normalised(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The weighted mean of every whole window, rows first, then columns. */
function blurred(values: Float64Array, width: number, height: number): Float64Array {
  const wide = width - windowSide + 1;
  const rows = new Float64Array(wide * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < wide; x += 1) rows[y * wide + x] = weighted(values, y * width + x, 1);
  const out = new Float64Array(wide * (height - windowSide + 1));
  for (let i = 0; i < out.length; i += 1) out[i] = weighted(rows, i, wide);
  return out;
}

function weighted(values: Float64Array, start: number, stride: number): number {
  let sum = 0;
  for (let k = 0; k < windowSide; k += 1) sum += at(kernel, k) * at(values, start + k * stride);
  return sum;
}
