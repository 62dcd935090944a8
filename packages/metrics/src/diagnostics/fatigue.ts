import type { Result } from "@pairlab/domain/result";
import type { Comparison, Estimand } from "../comparison.ts";
import { insufficient } from "../result.ts";
import { type ClusteredEstimate, clusteredSlope } from "./clustered-estimate.ts";

/** A comparison and where in a form, or when in the study, it was made. */
export interface PlacedComparison extends Comparison {
  /** Trial index in the form, or number of the calendar block: anything that orders votes. */
  place: number;
}

export interface Fatigue {
  /** Change of the share of decisive votes for the left picture, by unit of place. */
  leftShare: Result<ClusteredEstimate>;
  /** Change of the share of ties, by unit of place. */
  tieShare: Result<ClusteredEstimate>;
}

interface Options {
  estimand: Estimand;
  level: number;
}

/**
 * Whether raters lean to a side, or tie, more as they go on: slopes over the place of a vote.
 *
 * Source: least squares with standard errors clustered as the estimand says.
 * Result: each slope by itself: "insufficient" without two different places or decisive votes, "undetermined"
 *         when nothing varies, as for ties where there are none.
 */
export function fatigue(votes: readonly PlacedComparison[], options: Options): Fatigue {
  const decisive = votes.filter(({ score }) => score !== 0.5);
  const slope = (of: readonly PlacedComparison[], y: (vote: PlacedComparison) => number) =>
    clusteredSlope(
      of.map(({ place }) => place),
      of.map(y),
      of,
      options,
    );
  return {
    leftShare:
      decisive.length === 0
        ? insufficient("no decisive votes", 0, 1)
        : slope(decisive, ({ score, aIsLeft }) => Number((score === 1) === aIsLeft)),
    tieShare: slope(votes, ({ score }) => Number(score === 0.5)),
  };
}

/**
 * Whether a pair's share moved while the study ran: its slope over calendar blocks.
 *
 * Shape:  comparisons of one pair; `place` the number of the block.
 * Result: "insufficient" with fewer than two blocks or clusters, "undetermined" when nothing varies.
 */
export const drift = (
  votes: readonly PlacedComparison[],
  options: Options,
): Result<ClusteredEstimate> =>
  clusteredSlope(
    votes.map(({ place }) => place),
    votes.map(({ score }) => score),
    votes,
    options,
  );
