import { at } from "@pairlab/domain/at";
import type { Robustness } from "@pairlab/domain/robustness";
import type { PairResult } from "@pairlab/domain/summary";
import { missingBounds, missingnessByModel } from "../diagnostics/missing-bounds.ts";
import { ok, undetermined } from "../result.ts";

/**
 * What the votes that aren't there could have done to each pair, and whether some arm lacks more than others.
 *
 * Shape:  pairs of one question, each planned to have `planned` votes.
 * Result: "undetermined" bounds for a pair with more votes than were planned.
 */
export function missingByPair(
  pairs: readonly PairResult[],
  arms: readonly string[],
  planned: number,
): Pick<Robustness, "missing" | "missingByArm"> {
  const byArm = arms.map((armId) => {
    const own = pairs.filter(({ a, b }) => a === armId || b === armId);
    const seen = own.reduce((sum, { n }) => sum + Math.min(n.votes, planned), 0);
    return {
      id: armId,
      planned: planned * own.length,
      missing: planned * own.length - seen,
    };
  });
  const tests = missingnessByModel(byArm);
  return {
    missing: pairs.map(({ a, b, winsA, ties, n }) => ({
      a,
      b,
      planned,
      bounds:
        n.votes > planned
          ? undetermined("more votes than were planned")
          : missingBounds(winsA + ties / 2, n.votes, planned),
    })),
    missingByArm: byArm.map(({ id, ...counts }, i) => ({
      armId: id,
      ...counts,
      adjustedP: byArm.every(({ missing }) => missing === 0) ? ok(1) : at(tests, i).adjustedP,
    })),
  };
}
