import { at } from "@pairlab/domain/at";
import type { Diagnosis } from "@pairlab/domain/diagnosis";
import { KnownError } from "@pairlab/domain/errors";
import type { Vote } from "@pairlab/domain/vote";
import { type Estimand, toComparison } from "../comparison.ts";
import { outcomes, selectVotes, type VoteTable } from "../votes/vote-table.ts";
import {
  type DiagnosedQuestion,
  type DiagnosedVote,
  questionDiagnosis,
} from "./question-diagnosis.ts";

/**
 * What could be wrong with a table of votes, question by question.
 *
 * Clustered by the most that the table says; without raters and prompts every vote is a cluster of its own,
 * noted `iidAssumed`.
 *
 * Throws: KnownError (input) for counts, which hold no sides and no people, and for weighted votes.
 */
export function diagnosisOfTable(table: VoteTable, level: number): Diagnosis {
  if (table.shape === "pairs" || table.weight !== undefined)
    throw new KnownError("input", "invalid votes: counts and weights hold no single votes", {
      hint: "give the votes themselves, a row a vote",
    });
  const { raters, prompts, questions, first, second, outcome, items } = table;
  const ids = questions?.ids ?? [""];
  const votes = ids.map((): DiagnosedVote[] => []);
  for (const [vote, one] of first.entries()) {
    const other = at(second, vote);
    const aIsLeft = one < other;
    const forFirst = scoreOfFirst(at(outcome, vote));
    at(votes, questions === undefined ? 0 : at(questions.of, vote)).push({
      a: Math.min(one, other),
      b: Math.max(one, other),
      score: aIsLeft ? forFirst : 1 - forFirst,
      aIsLeft,
      place: 0,
      prompt: prompts === undefined ? "" : at(prompts.ids, at(prompts.of, vote)),
      rater: raters === undefined ? "" : at(raters.ids, at(raters.of, vote)),
    });
  }
  const found = ids.map((question, index) => ({
    question,
    items,
    votes: at(votes, index),
    table: questionTable(table, question),
    study: undefined,
  }));
  return diagnosis(found, estimandOf(table), level);
}

function questionTable(table: VoteTable, question: string): VoteTable {
  const { questions } = table;
  const place = questions?.ids.indexOf(question);
  return questions === undefined
    ? table
    : selectVotes(table, (vote) => questions.of[vote] === place, { keepItems: false });
}

/**
 * The same of a study's own votes, which also say when in a form they were given and which are repeats.
 *
 * Shape:  votes and table hold the same votes.
 */
export function diagnosisOfStudy(
  votes: readonly Vote[],
  table: VoteTable,
  level: number,
): Diagnosis {
  const items = [...new Set(votes.flatMap(({ left, right }) => [left, right]))].sort(byName);
  const questions = [...new Set(votes.map(({ questionId }) => questionId))].sort(byName);
  const found = questions.map((question): DiagnosedQuestion => {
    const study = votes.filter(({ questionId }) => questionId === question);
    const trials = study.filter(({ role }) => role === "trial");
    return {
      question,
      items,
      table: questionTable(table, question),
      study,
      votes: trials.flatMap((vote) => {
        const comparison = toComparison(vote, items);
        return comparison === undefined
          ? []
          : [{ ...comparison, place: vote.trialIndex, rtMs: vote.rtMs }];
      }),
    };
  });
  return diagnosis(found, "raters-and-prompts-like-these", level);
}

function diagnosis(
  found: readonly DiagnosedQuestion[],
  estimand: Estimand | undefined,
  level: number,
): Diagnosis {
  const questions = found.map((one) =>
    questionDiagnosis(estimand === undefined ? withOwnClusters(one) : one, {
      estimand: estimand ?? "raters-like-these",
      level,
    }),
  );
  if (estimand !== undefined) return { status: "ok", questions, level, notes: [] };
  const text = "the votes don't say whose they are: they are taken as independent";
  return {
    status: "ok",
    questions: questions.map((question) => ({ ...question, raters: [] })),
    level,
    notes: [{ code: "iidAssumed", text }],
  };
}

const withOwnClusters = (question: DiagnosedQuestion): DiagnosedQuestion => ({
  ...question,
  votes: question.votes.map((vote, i) => ({ ...vote, rater: `${i}` })),
});

function estimandOf({ raters, prompts }: VoteTable): Estimand | undefined {
  if (raters !== undefined && prompts !== undefined) return "raters-and-prompts-like-these";
  if (raters !== undefined) return "raters-like-these";
  return prompts === undefined ? undefined : "prompts-like-these";
}

function scoreOfFirst(outcome: number): number {
  if (outcome === outcomes.first) return 1;
  return outcome === outcomes.second ? 0 : 0.5;
}

const byName = (one: string, other: string): number => (one < other ? -1 : 1);
