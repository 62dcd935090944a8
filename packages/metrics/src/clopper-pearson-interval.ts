import type { Interval } from "@pairlab/domain/interval";
import { betaQuantile } from "./special/beta-quantile.ts";

/**
 * The exact interval for x of n independent votes.
 *
 * Source: Clopper & Pearson 1934.
 * Throws: RangeError unless x and n are whole numbers with 0 <= x <= n and n > 0.
 */
export function clopperPearsonInterval(x: number, n: number, level: number): Interval {
  if (!(Number.isInteger(x) && Number.isInteger(n) && n > 0 && x >= 0 && x <= n))
    throw new RangeError(`clopperPearsonInterval(${x}, ${n}): needs whole numbers, 0 <= x <= n`);
  const tail = (1 - level) / 2;
  return {
    kind: "clopper-pearson",
    level,
    lower: x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
    upper: x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x),
  };
}
