import { floatAt } from "../float-at.ts";

const f = Math.fround;

/** The model's input in the Euler family: x / √(σ² + 1). */
export function scaleBySigma(x: Float32Array, sigma: number): Float32Array {
  const scale = f(Math.sqrt(f(f(sigma * sigma) + 1)));
  const scaled = new Float32Array(x.length);
  for (let k = 0; k < x.length; k += 1) scaled[k] = floatAt(x, k) / scale;
  return scaled;
}

/**
 * x moved from one noise level to another along dx/dσ = (x - original)/σ.
 *
 * The slope goes by way of the clean latents even where the model predicts the noise: rounding is the reference's.
 */
export function eulerStep(
  x: Float32Array,
  original: Float32Array,
  from: number,
  to: number,
): Float32Array {
  const dt = f(to - from);
  const moved = new Float32Array(x.length);
  for (let k = 0; k < x.length; k += 1) {
    const value = floatAt(x, k);
    moved[k] = value + f(f(f(value - floatAt(original, k)) / from) * dt);
  }
  return moved;
}
