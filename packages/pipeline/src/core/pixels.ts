import { floatAt } from "./float-at.ts";

/** A picture as rows of 8-bit RGB. Its identity is the SHA-256 of `rgb`. */
export interface Pixels {
  width: number;
  height: number;
  /** height × width × 3. */
  rgb: Uint8Array;
}

/** A float64 of this size has no room for fractions: adding it rounds, halves to even. */
const rounder = 2 ** 52;

/**
 * The decoder's output in [-1, 1], planes of R, G, B, as 8-bit pixels: clamped, halves rounded to even.
 *
 * Shape: sample 3 × height × width.
 */
export function toPixels(sample: Float32Array, height: number, width: number): Pixels {
  const f = Math.fround;
  const plane = height * width;
  const rgb = new Uint8Array(plane * 3);
  for (let channel = 0; channel < 3; channel += 1)
    for (let i = 0; i < plane; i += 1) {
      const shifted = f(f(floatAt(sample, channel * plane + i) * 0.5) + 0.5);
      const clamped = shifted > 0 ? Math.min(1, shifted) : 0;
      rgb[i * 3 + channel] = f(clamped * 255) + rounder - rounder;
    }
  return { width, height, rgb };
}
