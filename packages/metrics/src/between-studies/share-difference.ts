import type { Result } from "@pairlab/domain/result";
import { estimateOf } from "../diagnostics/clustered-estimate.ts";
import { independentDifference } from "../proportions/share-differences.ts";
import { ok, undetermined } from "../result.ts";
import { normalUpperTail } from "../special/normal.ts";
import type { PairDifferenceOptions, StudyVote, StudyVotes } from "./pair-differences.ts";
import { pairedVariance } from "./paired-variance.ts";

export interface ShareOfVotes {
  /** Of the votes for i; ties as the options say. */
  share: number;
  votes: number;
}

export interface TestedDifference {
  /** First file less second. */
  value: number;
  standardError: number;
  lower: number;
  upper: number;
  level: number;
  /** Two-sided, against no difference. */
  p: number;
  /** Of Student's t; absent for independent votes. */
  degreesOfFreedom?: number;
}

/**
 * The shares of one pair in two files and their difference.
 *
 * Shape:  votes of that pair only, at least one in each file.
 * Result: "insufficient" with fewer than two clusters in a needed dimension, over both files; "undetermined"
 *         when nothing varies.
 */
export function shareDifference(
  first: StudyVotes,
  second: StudyVotes,
  { estimand, level }: Pick<PairDifferenceOptions, "estimand" | "level">,
): { first: ShareOfVotes; second: ShareOfVotes; difference: Result<TestedDifference> } {
  const [one, other] = [shareOf(first.votes), shareOf(second.votes)];
  const shares = {
    first: { share: one.share, votes: sizeOf(first, one) },
    second: { share: other.share, votes: sizeOf(second, other) },
  };
  if (estimand === undefined)
    return { ...shares, difference: independent(first, second, one, other, level) };
  const value = one.share - other.share;
  const influence = [...influenceOf(first.votes, one, 1), ...influenceOf(second.votes, other, -1)];
  const clusters = [...first.votes, ...second.votes].map(({ rater = "", prompt = "" }) => ({
    rater,
    prompt,
  }));
  const variance = pairedVariance(influence, clusters, estimand);
  const difference =
    variance.status === "ok" ? estimateOf(value, variance.value, level, variance.notes) : variance;
  return { ...shares, difference };
}

interface WeightedShare {
  share: number;
  total: number;
}

function shareOf(votes: readonly StudyVote[]): WeightedShare {
  const total = votes.reduce((sum, { weight }) => sum + weight, 0);
  const points = votes.reduce((sum, { weight, score }) => sum + weight * score, 0);
  return { share: points / total, total };
}

const influenceOf = (
  votes: readonly StudyVote[],
  { share, total }: WeightedShare,
  sign: 1 | -1,
): number[] => votes.map(({ weight, score }) => (sign * weight * (score - share)) / total);

const sizeOf = ({ votes, counts }: StudyVotes, { total }: WeightedShare): number =>
  counts ? total : votes.length;

function independent(
  first: StudyVotes,
  second: StudyVotes,
  one: WeightedShare,
  other: WeightedShare,
  level: number,
): Result<TestedDifference> {
  const [n1, n2] = [independentSize(first, one), independentSize(second, other)];
  const pooled = (one.share * n1 + other.share * n2) / (n1 + n2);
  const standardError = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  if (standardError === 0) return undetermined("all votes agree: nothing varies");
  const { difference, lower, upper } = independentDifference(
    { x: one.share * n1, n: n1 },
    { x: other.share * n2, n: n2 },
    level,
  );
  const p = Math.min(1, 2 * normalUpperTail(Math.abs(difference) / standardError));
  return ok({ value: difference, standardError, lower, upper, level, p }, [
    { code: "iidAssumed", text: "votes were taken as independent, within and between the files" },
  ]);
}

/** How many equal votes would say as much: those counted, or for weights Kish's number. */
const independentSize = ({ votes, counts }: StudyVotes, { total }: WeightedShare): number =>
  counts ? total : total ** 2 / votes.reduce((sum, { weight }) => sum + weight ** 2, 0);
