import type { Result } from "@pairlab/domain/result";
import { type ClusteredShare, clusteredShare } from "../clustered-share.ts";
import type { Comparison, Estimand } from "../comparison.ts";
import { directionVerdict } from "../equivalence/published-verdict.ts";
import { insufficient, ok } from "../result.ts";

/** What a tie counts as: nothing, half for each, or whole for one of them (the extremes). */
export const tiePolicies = ["drop", "half", "all-to-a", "all-to-b"] as const;
export type TiePolicy = (typeof tiePolicies)[number];

export interface TieSensitivity {
  policies: {
    policy: TiePolicy;
    share: Result<{ share: number; votes: number; clustered: Result<ClusteredShare> }>;
    /** Of the claim that a is preferred; "no interval" where there is none. */
    verdict: "supported" | "contradicted" | "inconclusive" | "no interval";
  }[];
  /** Some policies give different verdicts: the conclusion depends on what a tie means. */
  verdictChanges: boolean;
}

/**
 * A pair's share under every way to count ties.
 *
 * Shape:  comparisons of one pair, each with the first arm as its a.
 * Result: a share or "insufficient" for each policy; the verdict is that of its clustered interval.
 */
export function tieSensitivity(
  comparisons: readonly Comparison[],
  { estimand, level }: { estimand: Estimand; level: number },
): TieSensitivity {
  const policies = tiePolicies.map((policy) => {
    const votes = comparisons
      .filter(({ score }) => policy !== "drop" || score !== 0.5)
      .map((vote) => ({ ...vote, score: vote.score === 0.5 ? tieScore[policy] : vote.score }));
    if (votes.length === 0)
      return {
        policy,
        share: insufficient("no votes are left", 0, 1),
        verdict: "no interval" as const,
      };
    const scores = votes.map(({ score }) => score);
    const clustered = clusteredShare(scores, votes, estimand, level);
    return {
      policy,
      share: ok({
        share: scores.reduce((sum, score) => sum + score, 0) / votes.length,
        votes: votes.length,
        clustered,
      }),
      verdict:
        clustered.status === "ok"
          ? directionVerdict(clustered.value.interval, "above")
          : ("no interval" as const),
    };
  });
  return { policies, verdictChanges: new Set(policies.map(({ verdict }) => verdict)).size > 1 };
}

const tieScore = { drop: 0.5, half: 0.5, "all-to-a": 1, "all-to-b": 0 } as const satisfies Record<
  TiePolicy,
  number
>;
