import { at } from "@pairlab/domain/at";
import type { Plan } from "@pairlab/domain/plan";
import type { HypothesisResult, Summary } from "@pairlab/domain/summary";
import type { Vote } from "@pairlab/domain/vote";
import { pairTest } from "./hypothesis-results.ts";
import { hypothesisFamilies } from "./multiplicity/hypothesis-families.ts";
import { plannedPairs } from "./planned-pairs.ts";
import { ok } from "./result.ts";

/**
 * The comparisons that no hypothesis is about, as one family: q by Benjamini and Hochberg, each noted exploratory.
 * How many tests ran in all is counted.
 */
export function exploratoryResults(
  trialVotes: readonly Vote[],
  plan: Plan,
  planned: readonly HypothesisResult[],
): Summary["exploratory"] {
  const isPlanned = (questionId: string, one: string, other: string): boolean =>
    planned.some(
      ({ questionId: asked, a, b }) =>
        asked === questionId && [a, b].includes(one) && [a, b].includes(other),
    );
  const others = plan.questions.flatMap(({ id: questionId }) =>
    plannedPairs(plan)
      .filter(([a, b]) => !isPlanned(questionId, a, b))
      .map(([a, b]) => ({ questionId, a, b })),
  );
  const pOf = (pair: (typeof others)[number]) => {
    const test = pairTest(pair, trialVotes, plan);
    return test.status === "ok" ? ok(test.value.p, test.notes) : test;
  };
  const primary = planned.map(({ test }) => (test.status === "ok" ? ok(test.value.p) : test));
  const { exploratory, tests } = hypothesisFamilies(primary, others.map(pOf));
  return { tests, pairs: others.map((pair, i) => ({ ...pair, q: at(exploratory, i) })) };
}
