import { at } from "@pairlab/domain/at";
import type { QuestionDiagnosis } from "@pairlab/domain/diagnosis";
import type { Result } from "@pairlab/domain/result";
import type { Vote } from "@pairlab/domain/vote";
import { krippendorffAlpha } from "../agreement/krippendorff-alpha.ts";
import type { Estimand } from "../comparison.ts";
import { leftShare } from "../left-share.ts";
import { insufficient, ok } from "../result.ts";
import type { VoteTable } from "../votes/vote-table.ts";
import type { ClusteredEstimate } from "./clustered-estimate.ts";
import { fatigue, type PlacedComparison } from "./fatigue.ts";
import { raterSummaries } from "./rater-summaries.ts";
import { swappedRepeats } from "./swapped-repeats.ts";
import { tieModels } from "./tie-models.ts";
import { tieSensitivity } from "./tie-policies.ts";

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
      leftShare: slopes === undefined ? noPlace : slope(slopes.leftShare),
      tieShare: slopes === undefined ? noPlace : slope(slopes.tieShare),
    },
    repeats:
      study === undefined
        ? insufficient("the file doesn't hold repeated trials", 0, 1)
        : swappedRepeats(study, options.level),
    ties: pairsOf(votes).map((pair) => {
      const { a, b } = at(pair, 0);
      const { policies, verdictChanges } = tieSensitivity(pair, options);
      return {
        a: at(items, a),
        b: at(items, b),
        policies: policies.map((found) => ({ ...found, share: withInterval(found.share) })),
        verdictChanges,
      };
    }),
    tieModels: tieModels(table, options.level),
    // A file that doesn't say who voted has one nameless rater.
    raters: raterSummaries(votes, items.length).filter(({ rater }) => rater !== ""),
  };
}

type PolicyShare = ReturnType<typeof tieSensitivity>["policies"][number]["share"];
type PrintedShare = QuestionDiagnosis["ties"][number]["policies"][number]["share"];

function withInterval(found: PolicyShare): PrintedShare {
  if (found.status !== "ok") return found;
  const { share, votes, clustered } = found.value;
  const interval =
    clustered.status === "ok" ? ok(endsOf(clustered.value.interval), clustered.notes) : clustered;
  return ok({ share, votes, interval });
}

const endsOf = ({ lower, upper }: { lower: number; upper: number }) => ({ lower, upper });

function slope(found: Result<ClusteredEstimate>): QuestionDiagnosis["fatigue"]["leftShare"] {
  if (found.status !== "ok") return found;
  const { value, standardError, lower, upper, p } = found.value;
  return ok({ value, standardError, lower, upper, p }, found.notes);
}

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

function pairsOf(votes: readonly DiagnosedVote[]): DiagnosedVote[][] {
  const pairs = new Map<string, DiagnosedVote[]>();
  const sorted = [...votes].sort((one, other) => one.a - other.a || one.b - other.b);
  for (const vote of sorted) {
    const key = `${vote.a} ${vote.b}`;
    const pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, [vote]);
    else pair.push(vote);
  }
  return [...pairs.values()];
}
