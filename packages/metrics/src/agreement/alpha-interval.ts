import type { Rng } from "@pairlab/domain/random";
import type { Note, Result } from "@pairlab/domain/result";
import { quantile } from "../quantile.ts";
import { multinomialCounts } from "../resampling/multinomial-counts.ts";
import { insufficient, ok, undetermined } from "../result.ts";
import { countedUnits } from "./counted-units.ts";
import { type ScaleLevel, weightedAlpha } from "./krippendorff-alpha.ts";

export interface AlphaInterval {
  lower: number;
  upper: number;
  level: number;
  /** The spread of alpha over the replicates. */
  standardError: number;
  replicates: number;
}

/** What a bootstrap may leave out before its quantiles say nothing. */
const mostUnusableShare = 0.1;

/**
 * A percentile interval of Krippendorff's alpha, whole units drawn with replacement.
 *
 * Source: Efron & Tibshirani 1993, chapter 13; the unit of a study is a pair of pictures on a prompt.
 * Shape:  units as for `krippendorffAlpha`; their order has no influence.
 * Result: "insufficient" with fewer than two units that have two ratings; "undetermined" when more than a
 *         tenth of the replicates hold one value only. Those left out are counted in `replicatesUnusable`.
 */
export function alphaInterval(
  units: readonly (readonly number[])[],
  scale: ScaleLevel,
  { level, replicates, rng }: { level: number; replicates: number; rng: Rng },
): Result<AlphaInterval> {
  const counted = countedUnits(units);
  const size = counted.times.reduce((sum, times) => sum + times, 0);
  if (size < 2) return insufficient("too few units with two ratings to resample", size, 2);
  const alphas: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const found = weightedAlpha(counted, scale, multinomialCounts(counted.times, rng));
    if (found.status === "ok") alphas.push(found.value.alpha);
  }
  const unusable = replicates - alphas.length;
  if (alphas.length < 2 || unusable > mostUnusableShare * replicates)
    return undetermined(`all ratings the same in ${unusable} of ${replicates} replicates`);
  alphas.sort((one, other) => one - other);
  return ok(
    {
      lower: quantile(alphas, (1 - level) / 2),
      upper: quantile(alphas, (1 + level) / 2),
      level,
      standardError: spread(alphas),
      replicates,
    },
    notesOf(unusable, replicates),
  );
}

function notesOf(unusable: number, replicates: number): Note[] {
  if (unusable === 0) return [];
  const text = `in ${unusable} of ${replicates} replicates all ratings were the same; they were left out`;
  return [{ code: "replicatesUnusable", text }];
}

function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
