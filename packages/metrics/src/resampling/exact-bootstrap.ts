import { at } from "@pairlab/domain/at";

/** One way to draw G of G clusters, and how many of the G^G ordered draws give it. */
export interface CountVector {
  counts: number[];
  multiplicity: number;
}

const mostClusters = 9;

/**
 * All ways to draw G of G clusters with replacement: the bootstrap without chance.
 *
 * Shape:  C(2G − 1, G) vectors, first counts ascending; multiplicities are G!/Πcounts! and sum to G^G.
 * Throws: RangeError unless 1 <= G <= 9 (24,310 vectors).
 */
export function countVectors(clusters: number): CountVector[] {
  if (!(Number.isInteger(clusters) && clusters >= 1 && clusters <= mostClusters))
    throw new RangeError(`countVectors(${clusters}): needs 1 to ${mostClusters} clusters`);
  const found: CountVector[] = [];
  const extend = (counts: number[], left: number): void => {
    if (counts.length === clusters - 1) {
      const whole = [...counts, left];
      const ways = whole.reduce(
        (product, count) => product / factorial(count),
        factorial(clusters),
      );
      found.push({ counts: whole, multiplicity: Math.round(ways) });
      return;
    }
    for (let count = 0; count <= left; count += 1) extend([...counts, count], left - count);
  };
  extend([], clusters);
  return found;
}

export interface ExactBootstrap {
  mean: number;
  /** Over all draws, without n − 1: the draws are all there are. */
  standardDeviation: number;
  /** The smallest value that at least this share of all draws doesn't exceed. */
  quantile(p: number): number;
}

/**
 * The exact bootstrap law of a statistic of cluster counts.
 *
 * Source: Fisher & Hall 1991 (Stat. Prob. Lett. 11:1); quantiles by inverting the distribution function.
 * Throws: RangeError unless 1 <= clusters <= 9, and when the statistic isn't finite for some draw.
 */
export function exactBootstrap(
  clusters: number,
  statistic: (counts: readonly number[]) => number,
): ExactBootstrap {
  const law = countVectors(clusters)
    .map(({ counts, multiplicity }) => ({ value: statistic(counts), multiplicity }))
    .sort((one, other) => one.value - other.value);
  if (!law.every(({ value }) => Number.isFinite(value)))
    throw new RangeError("exactBootstrap: the statistic isn't finite for every draw");
  const draws = clusters ** clusters;
  const expected = (of: (value: number) => number) =>
    law.reduce((sum, { value, multiplicity }) => sum + of(value) * multiplicity, 0) / draws;
  const mean = expected((value) => value);
  return {
    mean,
    standardDeviation: Math.sqrt(expected((value) => (value - mean) ** 2)),
    quantile: (p) => {
      let below = 0;
      for (const { value, multiplicity } of law) {
        below += multiplicity;
        // A hair below p still is p: p · draws isn't exact.
        if (below >= p * draws - 1e-9) return value;
      }
      return at(law, law.length - 1).value;
    },
  };
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
