import { at } from "@pairlab/domain/at";
import type { Plan } from "@pairlab/domain/plan";
import type { Robustness } from "@pairlab/domain/robustness";
import type { Vote } from "@pairlab/domain/vote";
import { toComparison } from "../comparison.ts";
import { drift } from "../diagnostics/fatigue.ts";
import { printedSlope } from "../diagnostics/printed-slope.ts";
import { plannedPairs } from "../planned-pairs.ts";

const dayMs = 86_400_000;

/** Whether each pair's share moved from day to day (UTC) of the study. */
export function driftByPair(votes: readonly Vote[], plan: Plan): Robustness["drift"] {
  const dayOf = ({ decidedAt }: Vote): number => Math.floor(Date.parse(decidedAt) / dayMs);
  const first = votes.reduce((least, vote) => Math.min(least, dayOf(vote)), Infinity);
  const placed = votes.flatMap((vote) => {
    const comparison = toComparison(vote, plan.arms);
    return comparison === undefined ? [] : [{ ...comparison, place: dayOf(vote) - first }];
  });
  return {
    days: placed.reduce((most, { place }) => Math.max(most, place + 1), 0),
    pairs: plannedPairs(plan).map(([a, b]) => {
      const own = placed.filter(
        (vote) => at(plan.arms, vote.a) === a && at(plan.arms, vote.b) === b,
      );
      return { a, b, slope: printedSlope(drift(own, plan)) };
    }),
  };
}
