import type { Rng } from "@pairlab/domain/random";
import type { Note, Result } from "@pairlab/domain/result";
import { quantile } from "../quantile.ts";
import { multinomialCounts } from "../resampling/multinomial-counts.ts";
import { insufficient, ok, undetermined } from "../result.ts";
import { normalUpperTail } from "../special/normal.ts";
import { studentQuantile } from "../special/student-t.ts";
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

/** Below this many units even the widened interval covers less than it says. */
const fewUnits = 20;

/**
 * An interval of Krippendorff's alpha from a bootstrap of whole units: percentiles, moved outward as far as
 * Student's t is wider than the normal distribution.
 *
 * Plain percentiles held the truth in 90 to 94 % of 1,000 simulated studies of 20 units (three settings, nominal
 * and ordinal), these in 93 to 95 %; with 10 units 89 to 94 %, noted `fewClusters`; with 50, 94 to 96 %.
 *
 * Source: expanded percentiles of Hesterberg 2015 (Am. Stat. 69:371); the unit of a study is a pair of pictures
 *         on a prompt.
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
  const t = studentQuantile(level, size - 1);
  const tail = normalUpperTail(t * Math.sqrt(size / (size - 1)));
  return ok(
    {
      lower: quantile(alphas, tail),
      upper: quantile(alphas, 1 - tail),
      level,
      standardError: spread(alphas),
      replicates,
    },
    notesOf(size, unusable, replicates),
  );
}

function notesOf(size: number, unusable: number, replicates: number): Note[] {
  const notes: Note[] = [];
  if (size < fewUnits)
    notes.push({
      code: "fewClusters",
      text: `there are ${size} units with two ratings: below ${fewUnits} the interval covers less than it says`,
    });
  if (unusable > 0)
    notes.push({
      code: "replicatesUnusable",
      text: `in ${unusable} of ${replicates} replicates all ratings were the same; they were left out`,
    });
  return notes;
}

function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
