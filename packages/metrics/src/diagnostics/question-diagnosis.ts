import type { QuestionDiagnosis } from "@pairlab/domain/diagnosis";
import type { Vote } from "@pairlab/domain/vote";
import { krippendorffAlpha } from "../agreement/krippendorff-alpha.ts";
import type { Estimand } from "../comparison.ts";
import { leftShare } from "../left-share.ts";
import { insufficient, ok } from "../result.ts";
import type { VoteTable } from "../votes/vote-table.ts";
import { fatigue, type PlacedComparison } from "./fatigue.ts";
import { printedSlope } from "./printed-slope.ts";
import { raterSummaries } from "./rater-summaries.ts";
import { swappedRepeats } from "./swapped-repeats.ts";
import { tieModels } from "./tie-models.ts";
import { tiesOfPairs } from "./ties-of-pairs.ts";

/** A vote as a file of any kind tells it. */
export interface DiagnosedVote extends PlacedComparison {
  rtMs?: number;
}

export interface DiagnosedQuestion {
  question: string;
  items: readonly string[];
  votes: readonly DiagnosedVote[];
  /** The same votes as a table. */
  table: VoteTable;
  /** Places in forms and repeats are known only of a study's own export. */
  study: readonly Vote[] | undefined;
}

interface Options {
  estimand: Estimand;
  level: number;
}

/**
 * What could be wrong with the votes of one question: everything here is reported, nothing of it changes a
 * number elsewhere.
 *
 * Result: each quantity by itself is a number or a word; the order of votes has no influence.
 */
export function questionDiagnosis(
  { question, items, votes, table, study }: DiagnosedQuestion,
  options: Options,
): QuestionDiagnosis {
  const left = leftShare(votes, options.estimand, options.level);
  const noPlace = insufficient("the file doesn't say when in a form a vote was given", 0, 1);
  const slopes = study === undefined ? undefined : fatigue(votes, options);
  return {
    question,
    votes: votes.length,
    leftShare:
      left.status === "ok"
        ? ok({ share: left.value.share, ...endsOf(left.value.interval) }, left.notes)
        : left,
    agreement: agreement(votes),
    fatigue: {
      leftShare: slopes === undefined ? noPlace : printedSlope(slopes.leftShare),
      tieShare: slopes === undefined ? noPlace : printedSlope(slopes.tieShare),
    },
    repeats:
      study === undefined
        ? insufficient("the file doesn't hold repeated trials", 0, 1)
        : swappedRepeats(study, options.level),
    ties: tiesOfPairs(votes, items, options),
    tieModels: tieModels(table, options.level),
    // A file that doesn't say who voted has one nameless rater.
    raters: raterSummaries(votes, items.length).filter(({ rater }) => rater !== ""),
  };
}

const endsOf = ({ lower, upper }: { lower: number; upper: number }) => ({ lower, upper });

/** Units are pairs on prompts; the label is the first of the two by name, the second, or neither. */
function agreement(votes: readonly DiagnosedVote[]): QuestionDiagnosis["agreement"] {
  const units = new Map<string, number[]>();
  for (const { a, b, prompt, score } of votes) {
    const key = JSON.stringify([a, b, prompt]);
    const unit = units.get(key);
    if (unit === undefined) units.set(key, [2 * score]);
    else unit.push(2 * score);
  }
  const found = krippendorffAlpha([...units.values()], "nominal");
  return found.status === "ok"
    ? ok({ alpha: found.value.alpha, units: found.value.units }, found.notes)
    : found;
}
