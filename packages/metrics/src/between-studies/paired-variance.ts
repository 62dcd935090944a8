import type { Note, Result } from "@pairlab/domain/result";
import { type ClusteredVariance, clusterSquares } from "../clustered-variance.ts";
import { type Clusters, dimensions, type Estimand } from "../comparison.ts";
import { insufficient, ok } from "../result.ts";

/**
 * The variance of a difference of which one rater's votes on one prompt may stand in both files.
 *
 * By prompt plus by rater less by cell, like every clustered variance here; but never below that of cells
 * instead of that of single votes, since an answer given twice cancels in the difference.
 *
 * Source: Cameron, Gelbach & Miller 2011; one-way terms times G/(G − 1), by one dimension alone no floor but its
 *         own.
 * Shape:  influence[i] of vote i on the difference, those of the second file negative.
 * Result: "insufficient" with fewer than two clusters in a needed dimension.
 */
export function pairedVariance(
  influence: readonly number[],
  clusters: readonly Clusters[],
  estimand: Estimand,
): Result<Pick<ClusteredVariance, "variance" | "degreesOfFreedom">> {
  const needed = Object.entries(dimensions(clusters, estimand)).map(([name, keys]) => {
    const count = new Set(keys).size;
    return { name, count, squares: clusterSquares(influence, keys) };
  });
  const few = needed.find(({ count }) => count < 2);
  if (few !== undefined) return insufficient(`too few ${few.name} to compare`, few.count, 2);
  const oneWay = needed.reduce(
    (sum, { count, squares }) => sum + (squares * count) / (count - 1),
    0,
  );
  const degreesOfFreedom = Math.min(...needed.map(({ count }) => count)) - 1;
  if (needed.length === 1) return ok({ variance: oneWay, degreesOfFreedom });
  const cells = clusters.map(({ prompt, rater }) => JSON.stringify([prompt, rater]));
  const own = clusterSquares(influence, cells);
  const raw = oneWay - own;
  return ok({ variance: Math.max(raw, own), degreesOfFreedom }, raw < own ? [floored] : []);
}

const floored: Note = {
  code: "varianceFloored",
  text: "the clustered variance came out below that of cells, which was used instead",
};
