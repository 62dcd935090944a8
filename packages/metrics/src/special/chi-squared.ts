import { logGamma } from "./log-gamma.ts";

/**
 * The chance that a chi-squared variable exceeds x.
 *
 * Source: DLMF 8.11.4 (series) and 8.9.2 (continued fraction, by Lentz's method); relative error below 1e-11.
 * Throws: RangeError unless x >= 0 and degreesOfFreedom > 0.
 */
export function chiSquaredUpperTail(x: number, degreesOfFreedom: number): number {
  if (!(x >= 0 && degreesOfFreedom > 0))
    throw new RangeError(`chiSquaredUpperTail(${x}, ${degreesOfFreedom})`);
  if (x === 0) return 1;
  const [a, z] = [degreesOfFreedom / 2, x / 2];
  const kernel = Math.exp(a * Math.log(z) - z - logGamma(a));
  return z < a + 1 ? 1 - kernel * series(a, z) : kernel * fraction(a, z);
}

function series(a: number, z: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; sum + term !== sum; k += 1) {
    term *= z / (a + k);
    sum += term;
  }
  return sum;
}

function fraction(a: number, z: number): number {
  let b = z + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let k = 1; k < 10_000; k += 1) {
    const step = -k * (k - a);
    b += 2;
    d = 1 / (step * d + b);
    c = b + step / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return value;
}
