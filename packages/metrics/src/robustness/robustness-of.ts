import type { Plan } from "@pairlab/domain/plan";
import type { Prompt } from "@pairlab/domain/prompt";
import type { Robustness } from "@pairlab/domain/robustness";
import type { PairResult } from "@pairlab/domain/summary";
import type { Vote } from "@pairlab/domain/vote";
import { toComparison } from "../comparison.ts";
import { fatigue, type PlacedComparison } from "../diagnostics/fatigue.ts";
import { printedSlope } from "../diagnostics/printed-slope.ts";
import { swappedRepeats } from "../diagnostics/swapped-repeats.ts";
import { tieModels } from "../diagnostics/tie-models.ts";
import { tiesOfPairs } from "../diagnostics/ties-of-pairs.ts";
import { byCategory } from "./by-category.ts";
import { byCircumstance } from "./by-circumstance.ts";
import type { CarelessRaters } from "./careless-raters.ts";
import { driftByPair } from "./drift-by-pair.ts";
import { missingByPair } from "./missing-by-pair.ts";
import { sidesByPart } from "./sides-by-part.ts";
import { subsets } from "./subsets.ts";
import { unitAgreement } from "./unit-agreement.ts";
import { voteTableOf } from "./vote-table-of.ts";

export interface RobustnessInput {
  questionId: string;
  /** Trial votes of the question, sorted by id. */
  votes: readonly Vote[];
  /** Every vote of the question, repeats too. */
  everyVote: readonly Vote[];
  /** Found over all questions. */
  careless: CarelessRaters;
  pairs: readonly PairResult[];
  plan: Plan;
  prompts: readonly Prompt[];
}

/** Places count checks, controls and repeats too. */
const trialsInAForm = ({ trialsPerForm, extras }: Plan): number =>
  Object.values(extras ?? {}).reduce((sum, count) => sum + count, trialsPerForm);

/** How far a question's numbers hang on choices and circumstances. The order of votes has no influence. */
export function robustnessOf(input: RobustnessInput): Robustness {
  const { questionId, votes, everyVote, careless, pairs, plan, prompts } = input;
  const placed: PlacedComparison[] = votes.flatMap((vote) => {
    const comparison = toComparison(vote, plan.arms);
    return comparison === undefined ? [] : [{ ...comparison, place: vote.trialIndex }];
  });
  const slopes = fatigue(placed, plan);
  const circumstances = byCircumstance(votes, plan);
  return {
    ties: tiesOfPairs(placed, plan.arms, plan),
    tieModels: tieModels(voteTableOf(placed, plan.arms), plan.level),
    ...missingByPair(pairs, plan.arms, prompts.length * plan.votesPerTask),
    subsets: subsets(votes, everyVote, careless, plan),
    categories: byCategory(votes, prompts, plan),
    sides: sidesByPart(placed, trialsInAForm(plan), plan),
    ...(circumstances.length === 0 ? {} : { circumstances }),
    fatigue: {
      leftShare: printedSlope(slopes.leftShare),
      tieShare: printedSlope(slopes.tieShare),
    },
    drift: driftByPair(votes, plan),
    repeats: swappedRepeats(everyVote, plan.level),
    agreement: unitAgreement(placed, { ...plan, purpose: questionId }),
  };
}
