import type { Note, Result } from "@pairlab/domain/result";
import { type Clusters, dimensions, type Estimand } from "./comparison.ts";
import { insufficient, ok } from "./result.ts";

/** The variance of an estimate whose votes come in clusters. */
export interface ClusteredVariance {
  variance: number;
  /** Before it was raised to that of independent votes; can be negative with few clusters. */
  raw: number;
  /** Of Student's t: the smaller number of clusters, less one. */
  degreesOfFreedom: number;
}

/** Sum over clusters of the squared sum of scores: the sandwich's meat, without a small-sample factor. */
export function clusterSquares(scores: readonly number[], clusters: readonly string[]): number {
  return [...clusterSums(scores, clusters).values()].reduce((sum, value) => sum + value * value, 0);
}

/**
 * The variance of an estimate from the influence of each vote on it.
 *
 * Source: Cameron, Gelbach & Miller 2011 (J. Bus. Econ. Stat. 29:238): by prompt, plus by rater, less by
 *         prompt × rater; one-way terms times G/(G − 1). Never below the variance of independent votes.
 * Shape:  scores[i] is the influence of vote i, summing to about 0; clusters[i] whose vote it is.
 * Result: "insufficient" with fewer than two clusters in a dimension that the estimand needs.
 */
export function clusteredVariance(
  scores: readonly number[],
  clusters: readonly Clusters[],
  estimand: Estimand,
): Result<ClusteredVariance> {
  const needed = dimensions(clusters, estimand);
  const cells = clusters.map(({ prompt, rater }) => `${prompt} ${rater}`);
  const counts = Object.entries(needed).map(([name, keys]) => ({
    name,
    count: new Set(keys).size,
  }));
  for (const { name, count } of counts)
    if (count < 2) return insufficient(`too few ${name} for a clustered interval`, count, 2);
  const oneWay = Object.values(needed).reduce((sum, keys) => {
    const groups = new Set(keys).size;
    return sum + (clusterSquares(scores, keys) * groups) / (groups - 1);
  }, 0);
  const raw = counts.length === 2 ? oneWay - clusterSquares(scores, cells) : oneWay;
  const independent = scores.reduce((sum, score) => sum + score * score, 0);
  return ok(
    {
      variance: Math.max(raw, independent),
      raw,
      degreesOfFreedom: Math.min(...counts.map(({ count }) => count)) - 1,
    },
    raw < independent ? [floored] : [],
  );
}

const floored: Note = {
  code: "varianceFloored",
  text: "the clustered variance came out below that of independent votes, which was used instead",
};

function clusterSums(
  scores: readonly number[],
  clusters: readonly string[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  clusters.forEach((cluster, i) => {
    sums.set(cluster, (sums.get(cluster) ?? 0) + (scores[i] ?? 0));
  });
  return sums;
}
