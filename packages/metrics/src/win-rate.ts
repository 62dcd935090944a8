import type { Interval } from "@pairlab/domain/interval";
import type { Result } from "@pairlab/domain/result";
import { type ClusteredShare, clusteredShare } from "./clustered-share.ts";
import type { Comparison, Estimand } from "./comparison.ts";
import { insufficient, ok } from "./result.ts";
import { normalUpperTail } from "./special/normal.ts";
import { wilsonInterval } from "./wilson-interval.ts";

/** How often one arm was preferred to another, ties counting half. */
export interface WinRate {
  share: number;
  /** Votes taken as independent: for comparison. */
  wilson: Interval;
  /** Two-sided p of the share against one half, votes taken as independent; fits `wilson`. */
  wilsonP: number;
  clustered: Result<ClusteredShare>;
}

/**
 * The share of votes for the first arm of a pair.
 *
 * Shape:  comparisons of that pair only, each with the first arm as its a.
 * Result: "insufficient" without votes.
 */
export function winRate(
  comparisons: readonly Comparison[],
  { estimand, level }: { estimand: Estimand; level: number },
): Result<WinRate> {
  const n = comparisons.length;
  if (n === 0) return insufficient("no votes for this pair", 0, 1);
  const scores = comparisons.map(({ score }) => score);
  const share = scores.reduce((sum, score) => sum + score, 0) / n;
  const z = Math.abs(share - 0.5) * 2 * Math.sqrt(n);
  return ok({
    share,
    wilson: wilsonInterval(share, n, level),
    wilsonP: Math.min(1, 2 * normalUpperTail(z)),
    clustered: clusteredShare(scores, comparisons, estimand, level),
  });
}
