import { at } from "@pairlab/domain/at";
import type { Rng } from "@pairlab/domain/random";
import { logGamma } from "../special/log-gamma.ts";

/**
 * A binomial number: how many of n trials succeed.
 *
 * Source: inversion, outward from the mode, so that the cost grows like √n.
 * Throws: RangeError unless n is a whole number of at least 0 and 0 <= p <= 1.
 */
export function binomialDraw(n: number, p: number, rng: Rng): number {
  if (!(Number.isInteger(n) && n >= 0 && p >= 0 && p <= 1))
    throw new RangeError(`binomialDraw(${n}, ${p})`);
  if (p === 0 || n === 0) return 0;
  if (p === 1) return n;
  return outward(n, p, rng.float());
}

/** The place in the distribution at which a uniform number falls, counted outward from the mode. */
function outward(n: number, p: number, uniform: number): number {
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const ways = logGamma(n + 1) - logGamma(mode + 1) - logGamma(n - mode + 1);
  const chance = Math.exp(ways + mode * Math.log(p) + (n - mode) * Math.log1p(-p));
  let left = uniform - chance;
  let [below, above] = [chance, chance];
  for (let away = 0; left >= 0 && away < n; away += 1) {
    const [low, high] = [mode - away, mode + away];
    above *= high < n ? ((n - high) / (high + 1)) * odds : 0;
    left -= above;
    if (left < 0) return high + 1;
    below *= low > 0 ? low / ((n - low + 1) * odds) : 0;
    left -= below;
    if (left < 0) return low - 1;
  }
  return mode; // also what rounding left of the last chances
}

/**
 * How often each kind comes when as many are drawn with replacement as there are: a bootstrap of things that
 * come in few kinds, at the cost of the kinds.
 *
 * Source: conditional binomials. Shape: times[k] of kind k are there; the counts sum to their sum.
 */
export function multinomialCounts(times: ArrayLike<number>, rng: Rng): Uint32Array {
  let total = 0;
  for (let k = 0; k < times.length; k += 1) total += at(times, k);
  const counts = new Uint32Array(times.length);
  let [left, rest] = [total, total];
  for (let k = 0; k < times.length && left > 0; k += 1) {
    const own = at(times, k);
    const drawn = binomialDraw(left, Math.min(1, own / rest), rng);
    counts[k] = drawn;
    left -= drawn;
    rest -= own;
  }
  return counts;
}
