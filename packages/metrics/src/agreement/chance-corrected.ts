import { at } from "@pairlab/domain/at";
import type { Result } from "@pairlab/domain/result";
import { ok, undetermined } from "../result.ts";
import { studentQuantile, studentTwoSidedP } from "../special/student-t.ts";
import { sum } from "./tables.ts";

/** What agreement by chance is taken to be: Σπ(1 − π)/(q − 1), 1/q or Σπ². */
export type ChanceModel = "gwet-ac1" | "brennan-prediger" | "generalised-fleiss";

export interface ChanceCorrected {
  coefficient: number;
  observed: number;
  expected: number;
  /** "undetermined" when nothing varies between subjects, as in perfect agreement. */
  interval: Result<ChanceCorrectedInterval>;
  subjects: number;
}

/** Student's t with one less than the number of subjects; cut at −1 and 1. */
export interface ChanceCorrectedInterval {
  standardError: number;
  lower: number;
  upper: number;
  level: number;
  /** Two-sided, against no agreement beyond chance. */
  p: number;
}

/**
 * Gwet's AC1, Brennan and Prediger's coefficient, or Fleiss' kappa for any number of ratings a subject.
 *
 * Source: Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed., chapter 5: variance from each subject's
 *         linearised contribution, with 1/(n(n − 1)).
 * Shape:  counts[i][k] = ratings of subject i in category k of q; subjects without ratings are left out.
 *         Categories nobody chose count in q.
 * Throws: RangeError for ragged rows or counts that aren't whole.
 * Result: "undetermined" with fewer than two categories or subjects, without a subject rated twice, or when
 *         chance alone would agree fully.
 */
export function chanceCorrected(
  counts: readonly (readonly number[])[],
  model: ChanceModel,
  level = 0.95,
): Result<ChanceCorrected> {
  const q = counts[0]?.length ?? 0;
  if (counts.some((row) => row.length !== q || !row.every(isCount)))
    throw new RangeError("chanceCorrected: needs whole counts, as many in each row");
  const subjects = counts.map((row) => ({ row, r: sum(row) })).filter(({ r }) => r > 0);
  const n = subjects.length;
  const paired = subjects.filter(({ r }) => r > 1).length;
  if (q < 2) return undetermined("fewer than two categories");
  if (n < 2) return undetermined("fewer than two rated subjects");
  if (paired === 0) return undetermined("no subject has two ratings");
  const shares = Array.from({ length: q }, (_, k) =>
    sum(subjects.map(({ row, r }) => at(row, k) / r)),
  ).map((total) => total / n);
  const weights = chanceWeights(model, shares);
  const expected = sum(shares.map((share, k) => share * at(weights, k)));
  if (1 - expected <= 1e-15) return undetermined("chance alone would agree on everything");
  const agreeing = subjects.map(({ row, r }) =>
    r > 1 ? sum(row.map((count) => count * (count - 1))) / (r * (r - 1)) : 0,
  );
  const observed = sum(agreeing) / paired;
  const coefficient = (observed - expected) / (1 - expected);
  const contributions = subjects.map(({ row, r }, i) => {
    const own = r > 1 ? (n / paired) * (at(agreeing, i) - expected) : 0;
    const chance = sum(row.map((count, k) => count * at(weights, k))) / r - expected;
    return (own - slope(model) * (1 - coefficient) * chance) / (1 - expected) - coefficient;
  });
  const interval = intervalOf(coefficient, contributions, level);
  return ok({ coefficient, observed, expected, interval, subjects: n });
}

function intervalOf(
  coefficient: number,
  contributions: readonly number[],
  level: number,
): Result<ChanceCorrectedInterval> {
  const n = contributions.length;
  const squares = sum(contributions.map((value) => value * value));
  const standardError = Math.sqrt(squares / (n * (n - 1)));
  if (standardError <= 1e-15) return undetermined("nothing varies between subjects");
  const half = studentQuantile(level, n - 1) * standardError;
  return ok({
    standardError,
    lower: Math.max(-1, coefficient - half),
    upper: Math.min(1, coefficient + half),
    level,
    p: studentTwoSidedP(coefficient / standardError, n - 1),
  });
}

const isCount = (count: number): boolean => Number.isInteger(count) && count >= 0;

/** The share w(k) with expected agreement Σ π(k) w(k). */
function chanceWeights(model: ChanceModel, shares: readonly number[]): number[] {
  const q = shares.length;
  switch (model) {
    case "gwet-ac1":
      return shares.map((share) => (1 - share) / (q - 1));
    case "brennan-prediger":
      return shares.map(() => 1 / q);
    case "generalised-fleiss":
      return [...shares];
  }
}

/** Expected agreement is quadratic in the shares, but for Brennan and Prediger's. */
const slope = (model: ChanceModel): number => (model === "brennan-prediger" ? 0 : 2);
