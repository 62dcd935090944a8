import { normalQuantile } from "../special/normal.ts";
import { wilsonInterval } from "../wilson-interval.ts";
import type { Ends } from "./proportion-intervals.ts";

/** x of n votes. */
export interface Count {
  x: number;
  n: number;
}

/** The same votes asked twice: yes and yes, yes and no, no and yes, no and no. */
export interface PairedCounts {
  a: number;
  b: number;
  c: number;
  d: number;
}

export interface ShareDifference extends Ends {
  difference: number;
}

/**
 * The difference of two shares of independent votes, with the hybrid score interval.
 *
 * Source: Newcombe 1998 (Stat. Med. 17:873), method 10.
 * Throws: RangeError unless 0 <= x <= n and n > 0 in both.
 */
export function independentDifference(first: Count, second: Count, level: number): ShareDifference {
  const [p1, p2] = [first.x / first.n, second.x / second.n];
  const one = wilsonInterval(p1, first.n, level);
  const other = wilsonInterval(p2, second.n, level);
  const difference = p1 - p2;
  return {
    difference,
    lower: difference - Math.hypot(p1 - one.lower, other.upper - p2),
    upper: difference + Math.hypot(one.upper - p1, p2 - other.lower),
  };
}

/**
 * The difference of two shares of independent votes, with Wald's interval, cut at −1 and 1; for comparison.
 *
 * Throws: RangeError unless 0 <= x <= n and n > 0 in both.
 */
export function waldDifference(first: Count, second: Count, level: number): ShareDifference {
  const variances = [first, second].map(({ x, n }) => {
    if (!(x >= 0 && x <= n && n > 0))
      throw new RangeError(`${x} of ${n}: needs 0 <= x <= n, n > 0`);
    return ((x / n) * (1 - x / n)) / n;
  });
  const difference = first.x / first.n - second.x / second.n;
  const half =
    normalQuantile((1 + level) / 2) * Math.sqrt(variances.reduce((sum, value) => sum + value, 0));
  return {
    difference,
    lower: Math.max(-1, difference - half),
    upper: Math.min(1, difference + half),
  };
}

/**
 * The difference of two shares of the same, otherwise independent, votes, with the hybrid score interval.
 *
 * Source: Newcombe 1998 (Stat. Med. 17:2635), method 10: Wilson ends and a continuity-corrected φ, which is
 *         0 where a margin is.
 * Throws: RangeError for counts below 0 or none at all.
 */
export function pairedDifference(counts: PairedCounts, level: number): ShareDifference {
  const { a, b, c, d } = counts;
  const n = a + b + c + d;
  if (!(n > 0 && [a, b, c, d].every((count) => count >= 0)))
    throw new RangeError("pairedDifference: needs counts of at least 0, and one above");
  const [p1, p2] = [(a + b) / n, (a + c) / n];
  const one = wilsonInterval(p1, n, level);
  const other = wilsonInterval(p2, n, level);
  const phi = correctedPhi(counts, n);
  const hybrid = (left: number, right: number): number =>
    Math.sqrt(Math.max(0, left * left - 2 * phi * left * right + right * right));
  const difference = (b - c) / n;
  return {
    difference,
    lower: difference - hybrid(p1 - one.lower, other.upper - p2),
    upper: difference + hybrid(one.upper - p1, p2 - other.lower),
  };
}

function correctedPhi({ a, b, c, d }: PairedCounts, n: number): number {
  const margins = (a + b) * (c + d) * (a + c) * (b + d);
  if (margins === 0) return 0;
  const cross = a * d - b * c;
  const corrected = cross > 0 ? Math.max(0, cross - n / 2) : cross;
  return corrected / Math.sqrt(margins);
}
