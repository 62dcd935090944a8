import { at } from "@pairlab/domain/at";
import type { Result } from "@pairlab/domain/result";
import { insufficient, ok, undetermined } from "../result.ts";
import { columnSums, sum } from "./tables.ts";

export interface FleissKappa {
  kappa: number;
  observed: number;
  expected: number;
  /** For the test against no agreement beyond chance; not for an interval. */
  nullStandardError: number;
  z: number;
  /** One a category; "undetermined" for a category nobody or everybody chose. */
  perCategory: Result<number>[];
  categoryStandardError: number;
}

/**
 * Fleiss' kappa of subjects rated equally often, and of each category against the rest.
 *
 * Source: Fleiss 1971; null standard errors of Fleiss, Nee & Landis 1979.
 * Shape:  counts[i][k] = ratings of subject i in category k; every row has the same sum, at least 2.
 * Throws: RangeError for counts that aren't whole, ragged rows, or rows of different sums.
 * Result: "insufficient" without subjects; "undetermined" when all ratings lie in one category.
 */
export function fleissKappa(counts: readonly (readonly number[])[]): Result<FleissKappa> {
  const n = counts.length;
  if (n === 0) return insufficient("no rated subjects", 0, 1);
  const m = sum(at(counts, 0));
  for (const row of counts)
    if (sum(row) !== m || row.some((count) => !(Number.isInteger(count) && count >= 0)))
      throw new RangeError("fleissKappa: every subject needs the same whole number of ratings");
  if (m < 2) return insufficient("fewer than two ratings a subject", m, 2);
  const p = columnSums(counts).map((total) => total / (n * m));
  const expected = sum(p.map((share) => share * share));
  if (p.some((share) => share === 1)) return undetermined("all ratings lie in one category");
  const pairs = sum(counts.flatMap((row) => row.map((count) => count * (count - 1))));
  const observed = pairs / (n * m * (m - 1));
  const kappa = (observed - expected) / (1 - expected);
  const spread = sum(p.map((share) => share * (1 - share)));
  const skew = sum(p.map((share) => share * (1 - share) * (1 - 2 * share)));
  const categoryStandardError = Math.sqrt(2 / (n * m * (m - 1)));
  const nullStandardError = (categoryStandardError * Math.sqrt(spread ** 2 - skew)) / spread;
  return ok({
    kappa,
    observed,
    expected,
    nullStandardError,
    z: kappa / nullStandardError,
    perCategory: p.map((share, k) => {
      if (share === 0) return undetermined("nobody chose this category");
      const mixed = sum(counts.map((row) => at(row, k) * (m - at(row, k))));
      return ok(1 - mixed / (n * m * (m - 1) * share * (1 - share)));
    }),
    categoryStandardError,
  });
}
