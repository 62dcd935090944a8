import { quantile } from "../quantile.ts";
import { add, entry } from "./symmetric-matrix.ts";

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
  const errors = gapErrors(pairs, strengths, replicates);
  const largest = replicates.map((row) => largestRatio(pairs, strengths, row, errors));
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

const gapOf = (row: Float64Array, { i, j }: Pair): number => entry(row, i) - entry(row, j);

/** The standard deviation of each pair's difference over replicates, a row at a time. */
function gapErrors(
  pairs: readonly Pair[],
  strengths: Float64Array,
  replicates: readonly Float64Array[],
): Float64Array {
  // Around the estimate, so that squares stay small against what is left of them.
  const sums = new Float64Array(pairs.length);
  const squares = new Float64Array(pairs.length);
  for (const row of replicates)
    for (const [p, pair] of pairs.entries()) {
      const off = gapOf(row, pair) - gapOf(strengths, pair);
      add(sums, p, off);
      add(squares, p, off * off);
    }
  const n = replicates.length;
  return squares.map((square, p) =>
    Math.sqrt(Math.max(0, square - entry(sums, p) ** 2 / n) / (n - 1)),
  );
}

function largestRatio(
  pairs: readonly Pair[],
  strengths: Float64Array,
  row: Float64Array,
  errors: Float64Array,
): number {
  let most = 0;
  for (const [p, pair] of pairs.entries()) {
    const error = entry(errors, p);
    if (error === 0) continue;
    most = Math.max(most, Math.abs(gapOf(row, pair) - gapOf(strengths, pair)) / error);
  }
  return most;
}
