import type { Result } from "@pairlab/domain/result";
import type { Ends } from "../proportions/proportion-intervals.ts";
import { insufficient, ok, undetermined } from "../result.ts";
import { logBeta } from "../special/log-gamma.ts";

/** The Beta prior that the mixture is over: how soon, and against which shares, it is strongest. */
export interface Mixture {
  a: number;
  b: number;
}

/**
 * The log of the evidence against a share of p0, from k of n independent votes: valid whenever you look.
 *
 * Source: the beta-binomial mixture martingale, Robbins 1970 (Ann. Math. Stat. 41:1397).
 * Unit:   natural log; above log(1/alpha) the share p0 is rejected at alpha.
 * Throws: RangeError unless 0 <= k <= n, a, b > 0 and 0 < p0 < 1.
 * Result: "insufficient" when n is 0.
 */
export function logEvidence(k: number, n: number, p0: number, mixture: Mixture): Result<number> {
  check(k, n, mixture);
  if (!(p0 > 0 && p0 < 1)) throw new RangeError(`logEvidence: p0 = ${p0} is outside (0, 1)`);
  return n === 0 ? insufficient("no votes", 0, 1) : ok(logEvidenceAt(k, n, mixture)(p0));
}

/**
 * The shares that the evidence hasn't rejected: an interval that holds the truth at all times together with
 * probability 1 − alpha, so that a study may stop on it.
 *
 * Votes must be independent; with repeated raters feed one mean a rater to `bettingSequence`.
 *
 * Source: Robbins 1970; Howard, Ramdas, McAuliffe & Sekhon 2021 (Ann. Stat. 49:1055).
 * Throws: RangeError unless 0 <= k <= n, a, b > 0 and 0 < level < 1.
 * Result: "insufficient" when n is 0. At k = 0 the lower end is exactly 0, at k = n the upper 1.
 */
export function confidenceSequence(
  k: number,
  n: number,
  level: number,
  mixture: Mixture,
): Result<Ends> {
  check(k, n, mixture);
  if (!(level > 0 && level < 1)) throw new RangeError(`confidenceSequence: level ${level}`);
  if (n === 0) return insufficient("no votes", 0, 1);
  const evidence = logEvidenceAt(k, n, mixture);
  const bound = -Math.log(1 - level);
  const seen = k / n;
  return ok({
    lower: k === 0 ? 0 : crossing(evidence, bound, 0, seen),
    upper: k === n ? 1 : crossing(evidence, bound, 1, seen),
  });
}

/**
 * How many independent votes bring the confidence sequence to a half-width, if the share stays what it is.
 *
 * Throws: RangeError unless 0 <= share <= 1 and 0 < halfWidth < ½.
 * Result: "undetermined" when it takes more than 10 million votes.
 */
export function votesForHalfWidth(
  share: number,
  halfWidth: number,
  level: number,
  mixture: Mixture,
): Result<number> {
  if (!(share >= 0 && share <= 1 && halfWidth > 0 && halfWidth < 0.5))
    throw new RangeError(`votesForHalfWidth(${share}, ${halfWidth})`);
  const wide = (n: number): boolean => {
    const found = confidenceSequence(share * n, n, level, mixture);
    return found.status !== "ok" || found.value.upper - found.value.lower > 2 * halfWidth;
  };
  const most = 10_000_000;
  if (wide(most)) return undetermined(`more than ${most} votes`);
  let [low, high] = [0, most];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wide(middle)) low = middle;
    else high = middle;
  }
  return ok(high);
}

function check(k: number, n: number, { a, b }: Mixture): void {
  if (!(k >= 0 && k <= n && Number.isFinite(n) && a > 0 && b > 0))
    throw new RangeError(`${k} of ${n} votes with prior Beta(${a}, ${b})`);
}

function logEvidenceAt(k: number, n: number, { a, b }: Mixture): (p0: number) => number {
  const constant = logBeta(a + k, b + n - k) - logBeta(a, b);
  return (p0) => {
    const wins = k === 0 ? 0 : k * Math.log(p0);
    const losses = k === n ? 0 : (n - k) * Math.log1p(-p0);
    return constant - wins - losses;
  };
}

/** Between an end of [0, 1], where the evidence is above the bound, and the share seen, where it is below. */
function crossing(
  evidence: (p0: number) => number,
  bound: number,
  end: number,
  seen: number,
): number {
  let [out, inside] = [end, seen];
  for (let step = 0; step < 200; step += 1) {
    const middle = (out + inside) / 2;
    if (middle === out || middle === inside) break;
    if (evidence(middle) > bound) out = middle;
    else inside = middle;
  }
  return inside;
}
