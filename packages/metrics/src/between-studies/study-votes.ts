import { at } from "@pairlab/domain/at";
import { outcomes, type VoteTable } from "../votes/vote-table.ts";
import type { StudyVote, StudyVotes } from "./pair-differences.ts";

/** The votes of a table, each with its pair in the order of names: sides have no part in a comparison. */
export function studyVotes(table: VoteTable): StudyVotes {
  const { first, second, outcome, weight, items, raters, prompts, questions } = table;
  const votes = Array.from(first, (one, vote): StudyVote => {
    const other = at(second, vote);
    const forFirst = scoreOfFirst(at(outcome, vote));
    const ordered = one < other; // items are sorted
    return {
      question: questions === undefined ? "" : at(questions.ids, at(questions.of, vote)),
      i: at(items, Math.min(one, other)),
      j: at(items, Math.max(one, other)),
      score: ordered ? forFirst : 1 - forFirst,
      weight: weight === undefined ? 1 : at(weight, vote),
      ...(prompts === undefined ? {} : { prompt: at(prompts.ids, at(prompts.of, vote)) }),
      ...(raters === undefined ? {} : { rater: at(raters.ids, at(raters.of, vote)) }),
    };
  });
  // A vote of weight 0 says nothing, and would make a pair without any.
  return { votes: votes.filter((vote) => vote.weight > 0), counts: table.shape === "pairs" };
}

function scoreOfFirst(outcome: number): number {
  if (outcome === outcomes.first) return 1;
  return outcome === outcomes.second ? 0 : 0.5;
}
