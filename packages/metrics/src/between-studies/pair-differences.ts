import { at } from "@pairlab/domain/at";
import type { StudyComparison } from "@pairlab/domain/study-comparison";
import type { Estimand } from "../comparison.ts";
import { equivalenceTest } from "../equivalence/equivalence-test.ts";
import { type Adjustment, adjustPValues } from "../multiplicity/adjust-p-values.ts";
import { ok } from "../result.ts";
import { changedAnswers } from "./changed-answers.ts";
import { exchangedRaters } from "./exchanged-raters.ts";
import { shareDifference } from "./share-difference.ts";

/** One vote, or several alike, of one of two files. */
export interface StudyVote {
  question: string;
  /** The two items, i before j in the order of their names. */
  i: string;
  j: string;
  /** 1: i was preferred, 0: j was, 1/2: neither. */
  score: number;
  weight: number;
  /** Absent where the file doesn't say. */
  prompt?: string;
  rater?: string;
}

export interface StudyVotes {
  votes: readonly StudyVote[];
  /** The file held counts: a weight of 5 is five votes, not one that matters more. */
  counts: boolean;
}

export interface PairDifferenceOptions {
  /** Undefined: votes are taken as independent. */
  estimand: Estimand | undefined;
  ties: "half" | "drop";
  level: number;
  method: Adjustment;
  /** Of equivalence, as a share; undefined: no such test. */
  margin: number | undefined;
}

/**
 * How far the shares of each pair differ between two files of votes.
 *
 * The files are paired by the names of raters and prompts: votes of one rater, or on one prompt, are one cluster
 * in whichever file they stand, so that what they share cancels in the difference. P-values are adjusted for
 * the number of pairs and questions in both files; one that can't be tested stays in with p = 1.
 *
 * Source: difference of means with two-way clustered variance, Cameron, Gelbach & Miller 2011; equivalence
 *         Schuirmann 1987; for independent votes Newcombe 1998.
 * Result: the pairs in both files, by question and name; those in one only are listed.
 */
export function pairDifferences(
  first: StudyVotes,
  second: StudyVotes,
  options: PairDifferenceOptions,
): Pick<StudyComparison, "pairs" | "onlyInFirst" | "onlyInSecond"> {
  const one = byPair(first.votes, options.ties);
  const other = byPair(second.votes, options.ties);
  const both = [...one.keys()].filter((key) => other.has(key)); // sorted, as the groups are
  const compared = both.map((key) => {
    const own = one.get(key) ?? [];
    const theirs = other.get(key) ?? [];
    const { question, i, j } = at(own, 0);
    return {
      question,
      i,
      j,
      ...shareDifference(
        { votes: own, counts: first.counts },
        { votes: theirs, counts: second.counts },
        options,
      ),
      changed: changedAnswers(own, theirs),
      exchanged: exchangedRaters(own, theirs),
    };
  });
  const adjusted = adjustPValues(
    compared.map(({ difference }) => (difference.status === "ok" ? difference.value.p : 1)),
    options.method,
  );
  const only = (mine: typeof one, rest: typeof one) =>
    [...mine]
      .filter(([key]) => !rest.has(key))
      .map(([, votes]) => ({
        question: at(votes, 0).question,
        i: at(votes, 0).i,
        j: at(votes, 0).j,
      }));
  return {
    pairs: compared.map((pair, index) => ({
      ...pair,
      difference: withAdjustedP(pair.difference, at(adjusted, index), options.margin),
    })),
    onlyInFirst: only(one, other),
    onlyInSecond: only(other, one),
  };
}

function withAdjustedP(
  found: ReturnType<typeof shareDifference>["difference"],
  adjustedP: number,
  margin: number | undefined,
): StudyComparison["pairs"][number]["difference"] {
  if (found.status !== "ok") return found;
  const { degreesOfFreedom, ...difference } = found.value;
  if (margin === undefined) return ok({ ...difference, adjustedP }, found.notes);
  const { p, equivalent } = equivalenceTest(
    {
      value: difference.value,
      standardError: difference.standardError,
      ...(degreesOfFreedom === undefined ? {} : { degreesOfFreedom }),
    },
    margin,
  );
  return ok({ ...difference, adjustedP, equivalence: { margin, p, equivalent } }, found.notes);
}

function byPair(votes: readonly StudyVote[], ties: "half" | "drop"): Map<string, StudyVote[]> {
  const groups = new Map<string, StudyVote[]>();
  const sorted = [...votes].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  for (const vote of sorted) {
    if (ties === "drop" && vote.score === 0.5) continue;
    const key = JSON.stringify([vote.question, vote.i, vote.j]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [vote]);
    else group.push(vote);
  }
  return groups;
}

/** An order of votes that doesn't depend on the file's, so that sums come out alike. */
const keyOf = ({ question, i, j, rater, prompt, score }: StudyVote): string =>
  JSON.stringify([question, i, j, rater ?? "", prompt ?? "", score]);
