import { at } from "@pairlab/domain/at";
import type { Result } from "@pairlab/domain/result";
import { failed, insufficient, ok } from "../result.ts";
import { normalUpperTail } from "../special/normal.ts";
import {
  factorsOf,
  propagated,
  type ScorePosterior,
  type Sites,
} from "./expectation-propagation.ts";

export interface InformationGain {
  /** Normal marginals of each item's score. */
  mean: number[];
  variance: number[];
  /** gain[i][j], symmetric, 0 on the diagonal: what one more comparison of i and j is expected to tell. */
  gain: number[][];
}

const priorVariance = 0.5;

/**
 * What one more comparison of each pair is expected to tell: which pair to show next.
 *
 * The gain is the expected divergence KL(new‖old) of the factorised posterior, over both outcomes with their
 * predicted chances. A likelihood fit of strengths doesn't mind that pairs were chosen so; average win rates
 * do, so keep each pair's probability.
 *
 * Source: Mikhailiuk, Wilmot, Perez-Ortiz, Yue & Mantiuk 2021 (ICPR), "Active sampling for pairwise comparisons
 *         via approximate message passing and information gain maximization"; theirs, printed, is 2·gain + N.
 * Shape:  wins[i][j] = times i beat j, n × n, diagonal ignored; no ties.
 * Unit:   nats.
 * Throws: RangeError when wins isn't square or has an entry below 0.
 * Result: "insufficient" for fewer than two items; "failed" when expectation propagation doesn't settle.
 */
export function informationGain(wins: readonly (readonly number[])[]): Result<InformationGain> {
  const size = wins.length;
  for (const row of wins)
    if (row.length !== size || row.some((count) => !(count >= 0 && Number.isFinite(count))))
      throw new RangeError("informationGain: wins must be square with entries of at least 0");
  if (size < 2) return insufficient("one item can't be compared", size, 2);
  const now = propagated(wins, priorVariance);
  if (now === undefined) return failed("expectation propagation did not settle");
  const gain = wins.map(() => wins.map(() => 0));
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < i; j += 1) {
      const told = expectedGain(wins, now, i, j);
      if (told === undefined) return failed("expectation propagation did not settle");
      at(gain, i)[j] = told;
      at(gain, j)[i] = told;
    }
  return ok({ mean: [...now.mean], variance: [...now.variance], gain });
}

function expectedGain(
  wins: readonly (readonly number[])[],
  now: ScorePosterior & { sites: Sites },
  i: number,
  j: number,
): number | undefined {
  const spread = Math.sqrt(1 + at(now.variance, i) + at(now.variance, j));
  const t = (at(now.mean, i) - at(now.mean, j)) / spread;
  let gain = 0;
  for (const [winner, loser, chance] of [
    [i, j, normalUpperTail(-t)],
    [j, i, normalUpperTail(t)],
  ] as const) {
    const after = wins.map((row, k) =>
      row.map((count, l) => (k === winner && l === loser ? count + 1 : count)),
    );
    const then = propagated(after, priorVariance, warmSites(wins, now.sites, winner, loser));
    if (then === undefined) return undefined;
    gain += chance * divergence(then, now);
  }
  return gain;
}

/** The sites to start from: those of now, and none for a pair that has no win of this kind yet. */
function warmSites(
  wins: readonly (readonly number[])[],
  { precision, shift }: Sites,
  winner: number,
  loser: number,
): Sites {
  if (at(at(wins, winner), loser) > 0) return { precision, shift };
  const before = factorsOf(wins).filter(
    (factor) => factor.winner < winner || (factor.winner === winner && factor.loser < loser),
  ).length;
  const widened = (values: Float64Array): Float64Array => {
    const wide = new Float64Array(values.length + 2);
    wide.set(values.subarray(0, 2 * before));
    wide.set(values.subarray(2 * before), 2 * before + 2);
    return wide;
  };
  return { precision: widened(precision), shift: widened(shift) };
}

/** KL(then ‖ now) of independent normals. */
function divergence(then: ScorePosterior, now: ScorePosterior): number {
  return then.mean.reduce((sum, mean, item) => {
    const ratio = at(then.variance, item) / at(now.variance, item);
    const moved = (mean - at(now.mean, item)) ** 2 / at(now.variance, item);
    return sum + (ratio + moved - 1 - Math.log(ratio)) / 2;
  }, 0);
}
