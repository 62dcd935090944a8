import type { Interval } from "@pairlab/domain/interval";
import type { Plan } from "@pairlab/domain/plan";
import type { Result } from "@pairlab/domain/result";
import type { PairResult, QuestionResult, Summary } from "@pairlab/domain/summary";
import { armLabels } from "./arm-labels.ts";
import { percent, shareWithInterval, wordsFor } from "./wording.ts";

/** What is known of a pair: a share with its primary interval, a share alone, or words. */
export type Estimate =
  | { status: "ok"; share: number; interval: Interval }
  | { status: "no-interval"; share: number; words: string }
  | { status: "none"; words: string };

/** A pair as readers see it. */
export interface PairRow {
  pair: PairResult;
  /** Label of arm `a`, whose share is given. */
  a: string;
  b: string;
  estimate: Estimate;
}

/** The interval that the plan declares primary. */
export function primaryInterval(
  plan: Pick<Plan, "interval">,
  winRate: { wilson: Interval; clustered: Result<{ interval: Interval }> },
): Result<Interval> {
  if (plan.interval === "wilson") return { status: "ok", value: winRate.wilson, notes: [] };
  const { clustered } = winRate;
  if (clustered.status !== "ok") return clustered;
  return { status: "ok", value: clustered.value.interval, notes: clustered.notes };
}

/** The estimate of a pair by the plan's primary interval. */
export function pairEstimate(plan: Pick<Plan, "interval">, { winRate }: PairResult): Estimate {
  if (winRate.status !== "ok") return { status: "none", words: wordsFor(winRate) };
  const { share } = winRate.value;
  const interval = primaryInterval(plan, winRate.value);
  return interval.status === "ok"
    ? { status: "ok", share, interval: interval.value }
    : { status: "no-interval", share, words: `no interval: ${wordsFor(interval)}` };
}

/** A share with its interval, or why there is none. */
export function estimateWords(estimate: Estimate): string {
  if (estimate.status === "ok") return shareWithInterval(estimate.share, estimate.interval);
  return estimate.status === "no-interval"
    ? `${percent(estimate.share)}; ${estimate.words}`
    : estimate.words;
}

/** Whom an estimate favours: its interval lies above one half, below it, or holds it. */
export function favours(estimate: Estimate): "a" | "b" | "neither" {
  if (estimate.status !== "ok") return "neither";
  if (estimate.interval.lower > 0.5) return "a";
  return estimate.interval.upper < 0.5 ? "b" : "neither";
}

/** A question's pairs, the largest share first; pairs without a share last, in the plan's order. */
export function pairRows(summary: Summary, question: QuestionResult): PairRow[] {
  const label = armLabels(summary.arms);
  return question.pairs
    .map((pair) => ({
      pair,
      a: label(pair.a),
      b: label(pair.b),
      estimate: pairEstimate(summary.plan, pair),
    }))
    .sort((one, other) => sortKey(other.estimate) - sortKey(one.estimate));
}

const sortKey = (estimate: Estimate): number => (estimate.status === "none" ? -1 : estimate.share);
