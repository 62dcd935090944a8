import { at } from "@pairlab/domain/at";
import type { Result } from "@pairlab/domain/result";
import { ok, undetermined } from "../result.ts";
import { type CountedUnits, countedUnits } from "./counted-units.ts";

/** How two values differ: at all, in rank, in size, or in proportion. */
export type ScaleLevel = "nominal" | "ordinal" | "interval" | "ratio";

export interface KrippendorffAlpha {
  /** 1: perfect agreement, 0: as much as by chance, below: less than that. */
  alpha: number;
  observedDisagreement: number;
  expectedDisagreement: number;
  /** Units with at least two ratings, and the ratings they hold. */
  units: number;
  ratings: number;
}

/**
 * Krippendorff's alpha: one less observed over expected disagreement; missing ratings are left out.
 *
 * Source: Krippendorff 2011, "Computing Krippendorff's alpha-reliability"; ordinal distances are differences
 *         of mid-ranks, ratio distances (c − k)/(c + k), all squared.
 * Shape:  units[u] holds the ratings of unit u, as numbers; for `nominal` any code will do.
 * Unit:   disagreements in squared distances; ordinal ones in squared ratings.
 * Throws: RangeError for a rating that isn't finite, or is negative on the ratio level.
 * Result: "undetermined" when no unit has two ratings, or when all of them are the same.
 */
export function krippendorffAlpha(
  units: readonly (readonly number[])[],
  level: ScaleLevel,
): Result<KrippendorffAlpha> {
  const counted = countedUnits(units);
  if (level === "ratio" && counted.values.some((value) => value < 0))
    throw new RangeError("krippendorffAlpha: a ratio scale has no negative values");
  return weightedAlpha(counted, level);
}

/** Alpha of units of which there are times[k] of each kind. */
export function weightedAlpha(
  counted: CountedUnits,
  level: ScaleLevel,
  times: ArrayLike<number> = counted.times,
): Result<KrippendorffAlpha> {
  const totals = counted.values.map(() => 0);
  let [ratings, units] = [0, 0];
  for (const [kind, unit] of counted.kinds.entries()) {
    const weight = at(times, kind);
    units += weight;
    ratings += weight * unit.size;
    for (const { value, count } of unit.counts) totals[value] = at(totals, value) + weight * count;
  }
  if (units === 0) return undetermined("no unit has two ratings");
  if (totals.filter((total) => total > 0).length < 2)
    return undetermined("all ratings are the same: agreement by chance can't be told apart");
  const scores = scoresOf(counted.values, totals, level);
  const observed =
    counted.kinds.reduce((sum, { counts, size }, kind) => {
      const weight = at(times, kind);
      return weight === 0 ? sum : sum + (weight * disagreement(counts, scores, level)) / (size - 1);
    }, 0) / ratings;
  const all = totals.map((count, value) => ({ value, count }));
  const expected = disagreement(all, scores, level) / (ratings * (ratings - 1));
  return ok({
    alpha: 1 - observed / expected,
    observedDisagreement: observed,
    expectedDisagreement: expected,
    units,
    ratings,
  });
}

/** What is subtracted: the values, or for ranks their mid-ranks among all ratings. */
function scoresOf(
  values: readonly number[],
  totals: readonly number[],
  level: ScaleLevel,
): readonly number[] {
  if (level !== "ordinal") return values;
  let below = 0;
  return totals.map((total) => {
    below += total;
    return below - total / 2;
  });
}

interface Counted {
  value: number;
  count: number;
}

/** The sum of squared distances over all ordered pairs of different ratings. */
function disagreement(
  counts: readonly Counted[],
  scores: readonly number[],
  level: ScaleLevel,
): number {
  const size = counts.reduce((sum, { count }) => sum + count, 0);
  if (level === "nominal")
    return size * size - counts.reduce((sum, { count }) => sum + count * count, 0);
  if (level === "ratio") return ratioDisagreement(counts, scores);
  // Around the mean, so that large values don't cancel.
  const mean = counts.reduce((sum, { value, count }) => sum + count * at(scores, value), 0) / size;
  return (
    2 *
    size *
    counts.reduce((sum, { value, count }) => sum + count * (at(scores, value) - mean) ** 2, 0)
  );
}

function ratioDisagreement(counts: readonly Counted[], scores: readonly number[]): number {
  let sum = 0;
  for (const [i, one] of counts.entries())
    for (const other of counts.slice(i + 1)) {
      const [c, k] = [at(scores, one.value), at(scores, other.value)];
      sum += 2 * one.count * other.count * ((c - k) / (c + k)) ** 2;
    }
  return sum;
}
