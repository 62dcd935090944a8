import { stirlingError } from "./stirling-error.ts";

const halfLog2Pi = 0.5 * Math.log(2 * Math.PI);

/** log Γ(z). Source: Stirling's formula and what it leaves out. Throws: RangeError unless z > 0. */
export const logGamma = (z: number): number =>
  (z - 0.5) * Math.log(z) - z + halfLog2Pi + stirlingError(z);

/** log B(a, b). Throws: RangeError unless a, b > 0. */
export const logBeta = (a: number, b: number): number =>
  logGamma(a) + logGamma(b) - logGamma(a + b);
