import type { Result } from "@pairlab/domain/result";
import { ok, undetermined } from "../result.ts";
import { normalQuantile, normalUpperTail } from "../special/normal.ts";
import type { Statistic } from "./bootstrap-replicates.ts";
import { leaveOneOutWeights } from "./cluster-draws.ts";

/**
 * Which quantiles of the replicates are the ends of a bias-corrected and accelerated interval.
 *
 * Source: Efron 1987 (J. Am. Stat. Assoc. 82:171); acceleration from the jackknife over clusters; replicates
 *         equal to the estimate count half.
 * Result: "undetermined" when a jackknife value is missing or infinite, or all replicates lie on one side.
 */
export function bcaProbabilities(
  statistic: Statistic,
  clusters: readonly string[],
  estimate: number,
  sorted: readonly number[],
  level: number,
): Result<{ lower: number; upper: number }> {
  const below = sorted.reduce((sum, value) => sum + sideOf(value, estimate), 0) / sorted.length;
  if (below === 0 || below === 1)
    return undetermined("all replicates lie on one side of the estimate");
  const left = leaveOneOutWeights(clusters).map(statistic);
  const values = left.filter((value) => value !== undefined && Number.isFinite(value));
  if (values.length < left.length)
    return undetermined("without one of the clusters the statistic has no value");
  const acceleration = accelerationOf(values.map(Number));
  const bias = normalQuantile(below);
  const probability = (z: number) => {
    const shifted = bias + (bias + z) / (1 - acceleration * (bias + z));
    return normalUpperTail(-shifted);
  };
  const z = normalQuantile((1 + level) / 2);
  return ok({ lower: probability(-z), upper: probability(z) });
}

function sideOf(value: number, estimate: number): number {
  if (value === estimate) return 0.5;
  return value < estimate ? 1 : 0;
}

function accelerationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (mean - value) ** 2, 0);
  const cubes = values.reduce((sum, value) => sum + (mean - value) ** 3, 0);
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}
