import { floatAt } from "../float-at.ts";

const f = Math.fround;

/** The level an ancestral step goes down to, and the noise that brings it up again to the next one. */
export function ancestralSigmas(from: number, to: number): { up: number; down: number } {
  const from2 = f(from * from);
  const to2 = f(to * to);
  const up = f(Math.sqrt(f(f(to2 * f(from2 - to2)) / from2)));
  return { up, down: f(Math.sqrt(f(to2 - f(up * up)))) };
}

/** x + scale · noise. */
export function withNoise(x: Float32Array, noise: Float32Array, scale: number): Float32Array {
  const noisy = new Float32Array(x.length);
  for (let k = 0; k < x.length; k += 1) noisy[k] = floatAt(x, k) + f(floatAt(noise, k) * scale);
  return noisy;
}
