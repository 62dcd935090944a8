import { stirlingError } from "./stirling-error.ts";

const tiny = 1e-300;
const epsilon = 2 ** -53;
const mostTerms = 100_000;

/**
 * The regularised incomplete beta function I_x(a, b): the chance that a Beta(a, b) variable is at most x.
 *
 * Source: continued fraction of DLMF 8.17.22 by Lentz's method; the factor before it by Stirling errors
 *         and deviances (Loader 2000), so that nothing is lost for a + b in the millions.
 * Throws: RangeError unless 0 <= x <= 1 and a, b > 0; Error when the fraction doesn't settle.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0))
    throw new RangeError(`incompleteBeta(${x}, ${a}, ${b}): outside the domain`);
  if (x === 0 || x === 1) return x;
  return x <= (a + 1) / (a + b + 2)
    ? betaKernel(x, a, b) / (a * continuedFraction(x, a, b))
    : 1 - betaKernel(1 - x, b, a) / (b * continuedFraction(1 - x, b, a));
}

/** x^a (1 − x)^b / B(a, b): the density of Beta(a, b) at x, times x (1 − x). */
export function betaKernel(x: number, a: number, b: number): number {
  const n = a + b;
  const corrections = stirlingError(n) - stirlingError(a) - stirlingError(b);
  const deviances = deviance(a, n * x) + deviance(b, n * (1 - x));
  return Math.sqrt((a * b) / (2 * Math.PI * n)) * Math.exp(corrections - deviances);
}

/** a log(a / m) − a + m without cancellation where a is close to m. Source: Loader 2000, bd0. */
function deviance(a: number, m: number): number {
  const d = a - m;
  if (Math.abs(d) > 0.1 * (a + m)) return a * Math.log(a / m) - d;
  const v = d / (a + m);
  let sum = d * v;
  let term = 2 * a * v;
  for (let j = 1; j < 1000; j += 1) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
  return sum;
}

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / guarded(1 - ((a + b) * x) / (a + 1));
  let f = d;
  for (let m = 1; m <= mostTerms; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guarded(1 + even * d);
    c = guarded(1 + even / c);
    f *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guarded(1 + odd * d);
    c = guarded(1 + odd / c);
    f *= d * c;
    if (Math.abs(d * c - 1) <= 2 * epsilon) return 1 / f;
  }
  throw new Error(`incompleteBeta(${x}, ${a}, ${b}): the continued fraction did not settle`);
}

const guarded = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
