import { at } from "@pairlab/domain/at";
import type { Result } from "@pairlab/domain/result";
import { adjustPValues } from "../multiplicity/adjust-p-values.ts";
import { insufficient, ok } from "../result.ts";
import { fisherTest } from "../tests-of-shares/two-share-tests.ts";

export interface MissingBounds {
  /** If all missing votes had gone to b, and if all had gone to a. */
  lower: number;
  upper: number;
  missing: number;
  /** Both ends lie on the side of one half that the votes seen lie on. */
  conclusionSurvives: boolean;
}

/**
 * The share of a pair if its missing votes had all gone one way: nothing is assumed of why they are missing.
 *
 * Source: Manski 1990 (Am. Econ. Rev. 80:319): [w/N, (w + N − n)/N].
 * Shape:  points for a, a tie half, of n votes; N planned.
 * Throws: RangeError unless 0 <= points <= n <= planned.
 * Result: "insufficient" when nothing was planned.
 */
export function missingBounds(points: number, n: number, planned: number): Result<MissingBounds> {
  if (!(points >= 0 && points <= n && n <= planned && Number.isFinite(planned)))
    throw new RangeError(`missingBounds: ${points} points of ${n} votes, ${planned} planned`);
  if (planned === 0) return insufficient("no votes were planned", 0, 1);
  const lower = points / planned;
  const upper = (points + planned - n) / planned;
  const seen = n === 0 ? 0.5 : points / n;
  return ok({
    lower,
    upper,
    missing: planned - n,
    conclusionSurvives: (seen > 0.5 && lower > 0.5) || (seen < 0.5 && upper < 0.5),
  });
}

/**
 * The bounds of a share some of whose cases have no known label: [k/n, (k + unknown)/n].
 *
 * Throws: RangeError unless k and unknown fit into n.
 * Result: "insufficient" when n is 0.
 */
export function unknownBounds(
  k: number,
  n: number,
  unknown: number,
): Result<{ lower: number; upper: number }> {
  if (!(k >= 0 && unknown >= 0 && k + unknown <= n))
    throw new RangeError(`unknownBounds: ${k} and ${unknown} unknown of ${n}`);
  if (n === 0) return insufficient("no cases", 0, 1);
  return ok({ lower: k / n, upper: (k + unknown) / n });
}

/**
 * Whether votes or pictures are missing more often for some models: each against all others, by Fisher's exact
 * test, Holm-adjusted.
 *
 * Result: a p-value each, "insufficient" for one without anything planned or without others.
 */
export function missingnessByModel(
  models: readonly { id: string; planned: number; missing: number }[],
): { id: string; share: Result<number>; adjustedP: Result<number> }[] {
  const total = (of: "planned" | "missing") => models.reduce((sum, model) => sum + model[of], 0);
  const tests = models.map(({ planned, missing }) =>
    fisherTest(
      { x: missing, n: planned },
      { x: total("missing") - missing, n: total("planned") - planned },
    ),
  );
  const adjusted = adjustPValues(
    tests.map((test) => (test.status === "ok" ? test.value : 1)),
    "holm",
  );
  return models.map(({ id, planned, missing }, i) => {
    const test = at(tests, i);
    return {
      id,
      share: planned === 0 ? insufficient("nothing was planned", 0, 1) : ok(missing / planned),
      adjustedP: test.status === "ok" ? ok(at(adjusted, i)) : test,
    };
  });
}
