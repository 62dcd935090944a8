import type { Note, Result } from "@pairlab/domain/result";
import { type ClusteredVariance, clusteredVariance } from "../clustered-variance.ts";
import type { Clusters, Estimand } from "../comparison.ts";
import { insufficient, ok, undetermined } from "../result.ts";
import { studentQuantile, studentTwoSidedP } from "../special/student-t.ts";

/** An estimate whose votes come in clusters, with Student's t. */
export interface ClusteredEstimate {
  value: number;
  standardError: number;
  degreesOfFreedom: number;
  lower: number;
  upper: number;
  level: number;
  /** Two-sided, against 0. */
  p: number;
}

/**
 * An estimate from the influence of each vote on it, with a clustered standard error.
 *
 * Source: Cameron, Gelbach & Miller 2011, as everywhere here; Student's t with one less than the smaller number
 *         of clusters.
 * Shape:  influence[i] of vote i, summing to about 0; clusters[i] whose vote it is.
 * Result: "insufficient" with fewer than two clusters in a needed dimension; "undetermined" when no vote moves
 *         the estimate.
 */
export function clusteredEstimate(
  value: number,
  influence: readonly number[],
  clusters: readonly Clusters[],
  { estimand, level }: { estimand: Estimand; level: number },
): Result<ClusteredEstimate> {
  const found = clusteredVariance(influence, clusters, estimand);
  return found.status === "ok" ? estimateOf(value, found.value, level, found.notes) : found;
}

/** An estimate with a variance found some other way. Result: as {@link clusteredEstimate}. */
export function estimateOf(
  value: number,
  { variance, degreesOfFreedom }: Pick<ClusteredVariance, "variance" | "degreesOfFreedom">,
  level: number,
  notes: readonly Note[],
): Result<ClusteredEstimate> {
  const standardError = Math.sqrt(variance);
  // What rounding leaves of votes on a line is no variation.
  if (!(standardError > 1e-13 * Math.max(1, Math.abs(value))))
    return undetermined("the votes don't vary: no standard error");
  const half = studentQuantile(level, degreesOfFreedom) * standardError;
  const estimate = {
    value,
    standardError,
    degreesOfFreedom,
    lower: value - half,
    upper: value + half,
    level,
    p: studentTwoSidedP(value / standardError, degreesOfFreedom),
  };
  return ok(estimate, notes);
}

/**
 * The slope of a quantity over another by least squares, with a clustered standard error.
 *
 * Shape:  x[i], y[i] of vote i, finite. Unit: y's per x's.
 * Result: "insufficient" without two different x or with fewer than two clusters in a needed dimension;
 *         "undetermined" when y lies on a line.
 */
export function clusteredSlope(
  x: readonly number[],
  y: readonly number[],
  clusters: readonly Clusters[],
  options: { estimand: Estimand; level: number },
): Result<ClusteredEstimate> {
  const distinct = new Set(x).size;
  if (distinct < 2) return insufficient("fewer than two places to compare", distinct, 2);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const squares = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  const slope =
    x.reduce((sum, value, i) => sum + (value - meanX) * ((y[i] ?? 0) - meanY), 0) / squares;
  const influence = x.map((value, i) => {
    const residual = (y[i] ?? 0) - meanY - slope * (value - meanX);
    return ((value - meanX) * residual) / squares;
  });
  return clusteredEstimate(slope, influence, clusters, options);
}
