import { at } from "@pairlab/domain/at";
import type { Hypothesis, Plan } from "@pairlab/domain/plan";
import type { Result } from "@pairlab/domain/result";
import type { HypothesisResult } from "@pairlab/domain/summary";
import type { Vote } from "@pairlab/domain/vote";
import { toComparison } from "./comparison.ts";
import { adjustPValues } from "./multiplicity/adjust-p-values.ts";
import { ok } from "./result.ts";
import { winRate } from "./win-rate.ts";

export interface PairTest {
  share: number;
  p: number;
}

/**
 * The verdicts on the plan's hypotheses: each pair's share against one half, by the plan's interval.
 *
 * Their number is fixed by the plan: one that can't be tested stays in it with p = 1.
 */
export function hypothesisResults(trialVotes: readonly Vote[], plan: Plan): HypothesisResult[] {
  const tests = plan.hypotheses.map((hypothesis) => pairTest(hypothesis, trialVotes, plan));
  const pValues = tests.map((test) => (test.status === "ok" ? test.value.p : 1));
  const adjusted = plan.multiplicity === "holm" ? adjustPValues(pValues, "holm") : pValues;
  return plan.hypotheses.map((hypothesis, index) => {
    const test = at(tests, index);
    if (test.status !== "ok") return { ...hypothesis, test };
    const adjustedP = at(adjusted, index);
    const verdict = verdictOf(hypothesis.expects, test.value.share, adjustedP, 1 - plan.level);
    return { ...hypothesis, test: ok({ ...test.value, adjustedP, verdict }, test.notes) };
  });
}

/** A pair's share against one half, by the plan's interval. Result: as `winRate` and `clusteredShare`. */
export function pairTest(
  { a, b, questionId }: Pick<Hypothesis, "a" | "b" | "questionId">,
  votes: readonly Vote[],
  plan: Plan,
): Result<PairTest> {
  // The hypothesis may name the pair the other way round than the plan's arms: it decides which is a.
  const arms = [a, b];
  const comparisons = votes
    .filter((vote) => vote.questionId === questionId)
    .filter(({ left, right }) => arms.includes(left) && arms.includes(right))
    .flatMap((vote) => toComparison(vote, arms) ?? []);
  const rate = winRate(comparisons, plan);
  if (rate.status !== "ok") return rate;
  const { share, wilsonP, clustered } = rate.value;
  if (plan.interval === "wilson") {
    const text = "votes were taken as independent, though people and prompts repeat";
    return ok<PairTest>({ share, p: wilsonP }, [{ code: "iidAssumed", text }]);
  }
  return clustered.status === "ok"
    ? ok({ share, p: clustered.value.p }, clustered.notes)
    : clustered;
}

function verdictOf(
  expects: Hypothesis["expects"],
  share: number,
  adjustedP: number,
  alpha: number,
): "supported" | "contradicted" | "inconclusive" {
  if (adjustedP >= alpha) return "inconclusive";
  const asExpected = expects === "different" || (expects === "a" ? share > 0.5 : share < 0.5);
  return asExpected ? "supported" : "contradicted";
}
