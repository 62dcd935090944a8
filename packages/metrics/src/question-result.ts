import type { Plan } from "@pairlab/domain/plan";
import type { Prompt } from "@pairlab/domain/prompt";
import type { Question } from "@pairlab/domain/question";
import type { EloResult, QuestionResult } from "@pairlab/domain/summary";
import type { Vote } from "@pairlab/domain/vote";
import { type AddElo, addElo } from "./add-elo.ts";
import { bradleyTerryResult } from "./bradley-terry-result.ts";
import { type Comparison, toComparison } from "./comparison.ts";
import { addRule } from "./elo.ts";
import { leftShare } from "./left-share.ts";
import type { MissingVote } from "./missing-votes.ts";
import { pairResult } from "./pair-result.ts";
import { plannedPairs } from "./planned-pairs.ts";
import { quantile } from "./quantile.ts";
import { insufficient, ok } from "./result.ts";
import type { CarelessRaters } from "./robustness/careless-raters.ts";
import { robustnessOf } from "./robustness/robustness-of.ts";
import { sampleSize } from "./sample-size.ts";

/** Everything the trial votes of one question say. */
export function questionResult(
  question: Question,
  trialVotes: readonly Vote[],
  missing: readonly MissingVote[],
  plan: Plan,
  studied: {
    everyVote: readonly Vote[];
    careless: CarelessRaters;
    prompts: readonly Prompt[];
  },
): QuestionResult {
  const { id, title, text } = question;
  const votes = trialVotes.filter(({ questionId }) => questionId === id);
  const comparisons = votes.flatMap((vote) => toComparison(vote, plan.arms) ?? []);
  const skipped = missing.filter(
    ({ questionId, reason }) => questionId === id && reason === "skipped",
  );
  const pairs = plannedPairs(plan).map((pair) => pairResult(comparisons, pair, plan));
  return {
    id,
    title,
    text,
    n: sampleSize(comparisons),
    skips: skipped.length,
    pairs,
    elo: eloResult(comparisons, id, plan),
    bradleyTerry: bradleyTerryResult(comparisons, plan),
    leftShare: leftShare(comparisons, plan.estimand, plan.level),
    responseTimeMs: responseTime(votes),
    robustness: robustnessOf({
      questionId: id,
      votes,
      everyVote: studied.everyVote.filter(({ questionId }) => questionId === id),
      careless: studied.careless,
      pairs,
      plan,
      prompts: studied.prompts,
    }),
  };
}

function eloResult(comparisons: readonly Comparison[], purpose: string, plan: Plan): EloResult {
  const found = addElo(comparisons, { ...plan, purpose });
  if (found.status !== "ok") return found;
  const { orders, items }: AddElo = found.value;
  const named = items.map((item, index) => ({ armId: plan.arms[index] ?? "", ...item }));
  return ok({ orders, ...addRule, items: named }, found.notes);
}

function responseTime(votes: readonly Vote[]): QuestionResult["responseTimeMs"] {
  if (votes.length === 0) return insufficient("no votes", 0, 1);
  const sorted = votes.map(({ rtMs }) => rtMs).sort((one, other) => one - other);
  return ok({
    median: quantile(sorted, 0.5),
    p10: quantile(sorted, 0.1),
    p90: quantile(sorted, 0.9),
  });
}
