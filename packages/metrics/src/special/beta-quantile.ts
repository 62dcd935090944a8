import { betaKernel, incompleteBeta } from "./incomplete-beta.ts";

const mostSteps = 200;

/**
 * The x with I_x(a, b) = p.
 *
 * Newton's method inside a bracket that halves whenever a step would leave it.
 * Throws: RangeError unless 0 <= p <= 1 and a, b > 0.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`betaQuantile(${p}, ${a}, ${b}): p outside [0, 1]`);
  if (p === 0 || p === 1) return p;
  let [low, high] = [0, 1];
  let x = a / (a + b);
  for (let step = 0; step < mostSteps; step += 1) {
    const difference = incompleteBeta(x, a, b) - p;
    [low, high] = difference > 0 ? [low, x] : [x, high];
    const newton = x - (difference * x * (1 - x)) / betaKernel(x, a, b);
    const next = Math.max(low, Math.min(high, newton)) === newton ? newton : (low + high) / 2;
    if (difference === 0 || Math.abs(next - x) <= 1e-16 * x) return x;
    x = next;
  }
  return x;
}
