import { at } from "@pairlab/domain/at";
import type { Plan } from "@pairlab/domain/plan";
import type { Result } from "@pairlab/domain/result";
import type { PairResult } from "@pairlab/domain/summary";
import type { ClusteredShare } from "./clustered-share.ts";
import type { Comparison } from "./comparison.ts";
import { ok } from "./result.ts";
import { sampleSize } from "./sample-size.ts";
import { winRate } from "./win-rate.ts";

/** What one question's votes say of one pair; `comparisons` may hold other pairs too. */
export function pairResult(
  comparisons: readonly Comparison[],
  [a, b]: readonly [string, string],
  { arms, estimand, level }: Pick<Plan, "arms" | "estimand" | "level">,
): PairResult {
  const votes = comparisons.filter((vote) => at(arms, vote.a) === a && at(arms, vote.b) === b);
  const scored = (score: number) => votes.filter((vote) => vote.score === score).length;
  const found = winRate(votes, { estimand, level });
  return {
    a,
    b,
    n: sampleSize(votes),
    winsA: scored(1),
    winsB: scored(0),
    ties: scored(0.5),
    winRate:
      found.status === "ok"
        ? ok({
            share: found.value.share,
            wilson: found.value.wilson,
            clustered: withoutTest(found.value.clustered),
          })
        : found,
  };
}

/** P-values belong to the hypotheses of the plan; a pair that nobody asked about gets none. */
function withoutTest(clustered: Result<ClusteredShare>): Result<Omit<ClusteredShare, "p">> {
  if (clustered.status !== "ok") return clustered;
  const { p: _unasked, ...shown } = clustered.value;
  return ok(shown, clustered.notes);
}
