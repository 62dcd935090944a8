import { createRng } from "@pairlab/domain/random";
import type { Draw } from "./cluster-draws.ts";

/**
 * Any quantity of weighted votes: weights[i] says how often vote i counts. Plus or minus infinity is a value
 * (a contrast that only ever won); undefined says that these votes don't determine the quantity.
 */
export type Statistic = (weights: ArrayLike<number>) => number | undefined;

export interface ReplicateOptions {
  replicates: number;
  seed: number;
  /** Names the random stream, so that other quantities are drawn apart. */
  purpose: string;
}

export interface Replicates {
  /** The usable values, ascending. */
  sorted: number[];
  /** Replicates in which the statistic had no value. */
  unusable: number;
  /** Values of plus or minus infinity. */
  infinite: number;
}

/**
 * A statistic of resampled votes, a replicate a stream of its own: the same for any order of work.
 *
 * Throws: RangeError when a statistic gives NaN, which is never a value.
 */
export function bootstrapReplicates(
  statistic: Statistic,
  draw: Draw,
  { replicates, seed, purpose }: ReplicateOptions,
): Replicates {
  const values: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const value = statistic(draw(createRng(seed, purpose, replicate)));
    if (value === undefined) continue;
    if (Number.isNaN(value))
      throw new RangeError("a statistic gave NaN: undefined says it has none");
    values.push(value);
  }
  values.sort((one, other) => one - other);
  return {
    sorted: values,
    unusable: replicates - values.length,
    infinite: values.filter((value) => !Number.isFinite(value)).length,
  };
}

/** The variance of values around their mean, with n − 1; 0 for fewer than two. */
export function sampleVariance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
