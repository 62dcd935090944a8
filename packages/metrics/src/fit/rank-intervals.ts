import { quantile } from "../quantile.ts";
import { replicateSd } from "./replicate-sd.ts";
import { entry } from "./symmetric-matrix.ts";

export interface Ranks {
  /** Rank 1 is best: from 1 + how many are better to K − how many are worse. */
  ranks: { lower: number; upper: number }[];
  /** Items that no other is better than. */
  tiedWithBest: number[];
}

/**
 * Simultaneous intervals of ranks: i is better than j when their difference exceeds c of its standard errors,
 * for c the quantile of the largest such ratio over all pairs in the replicates.
 *
 * Source: max-|t| as in Romano & Wolf 2005; rank intervals of Mogstad, Romano, Shaikh & Wilhelm 2024.
 * Shape:  strengths of K items, and a row of parameters a replicate whose first K are strengths.
 */
export function rankIntervals(
  strengths: Float64Array,
  replicates: readonly Float64Array[],
  level: number,
): Ranks {
  const items = strengths.length;
  const pairs = pairsOf(items);
  const gapOf = (row: Float64Array, { i, j }: Pair): number => entry(row, i) - entry(row, j);
  const gaps = replicates.map((row) => Float64Array.from(pairs, (pair) => gapOf(row, pair)));
  const errors = replicateSd(gaps);
  const largest = gaps.map((row) =>
    pairs.reduce((most, pair, p) => {
      if (entry(errors, p) === 0) return most;
      return Math.max(most, Math.abs(entry(row, p) - gapOf(strengths, pair)) / entry(errors, p));
    }, 0),
  );
  const bound = quantile(
    largest.sort((one, other) => one - other),
    level,
  );
  const better = new Array<number>(items).fill(0);
  const worse = new Array<number>(items).fill(0);
  pairs.forEach((pair, p) => {
    const gap = gapOf(strengths, pair);
    if (Math.abs(gap) <= bound * entry(errors, p)) return;
    const [winner, loser] = gap > 0 ? [pair.i, pair.j] : [pair.j, pair.i];
    better[loser] = (better[loser] ?? 0) + 1;
    worse[winner] = (worse[winner] ?? 0) + 1;
  });
  return {
    ranks: better.map((count, i) => ({ lower: 1 + count, upper: items - (worse[i] ?? 0) })),
    tiedWithBest: [...better.keys()].filter((i) => better[i] === 0),
  };
}

interface Pair {
  i: number;
  j: number;
}

const pairsOf = (items: number): Pair[] =>
  Array.from({ length: items }, (_, i) => i).flatMap((i) =>
    Array.from({ length: items - i - 1 }, (_, k) => ({ i, j: i + k + 1 })),
  );
