import { at } from "@pairlab/domain/at";
import type { Result } from "@pairlab/domain/result";
import { type ClusteredShare, shareOfVariance } from "../clustered-share.ts";
import { clusteredVariance } from "../clustered-variance.ts";
import { type Comparison, clusteredKind, type Estimand } from "../comparison.ts";
import { insufficient, ok, undetermined } from "../result.ts";

/** What a share is a share of: without all of it, a share says nothing. */
export interface DeclaredEstimand {
  /** Whom the result speaks of. */
  population: Estimand | "these-votes";
  /** What counts once: a vote, a prompt, a rater; or a vote as often as it stands for unseen ones. */
  weight: "per-vote" | "equal-per-prompt" | "equal-per-rater" | "inverse-probability";
  ties: "half" | "drop";
}

/** A comparison that may say with which probability its pair was chosen. */
export type SelectedComparison = Comparison & { pairProb?: number };

export interface DeclaredShare {
  share: number;
  /** "undetermined" for these votes alone: there is nothing to be unsure of. */
  clustered: Result<ClusteredShare>;
  votes: number;
  /** What the number is, in words. */
  sentence: string;
}

/**
 * A share under a declared estimand: Σwy/Σw, clustered by the influence w(y − θ)/Σw.
 *
 * Equal weight for prompts or raters asks what a typical one prefers, whoever voted how often. Inverse
 * probabilities undo a choice of pairs for what they tell (Hájek 1971); likelihood fits don't need it.
 *
 * Source: Wilson's interval with the effective number of votes, variance of Cameron, Gelbach & Miller 2011.
 * Shape:  comparisons of one pair, each with the first arm as its a; pairProb in (0, 1].
 * Throws: RangeError for a probability outside [0, 1], or none where the weight needs one.
 * Result: "insufficient" without votes; "undetermined" when a vote had probability 0: it stands for infinitely
 *         many.
 */
export function declaredShare(
  comparisons: readonly SelectedComparison[],
  declared: DeclaredEstimand,
  level: number,
): Result<DeclaredShare> {
  const votes = comparisons.filter(({ score }) => declared.ties === "half" || score !== 0.5);
  const weights = weightsOf(votes, declared.weight);
  if (votes.length === 0) return insufficient("no votes are left", 0, 1);
  if (!weights.every(Number.isFinite))
    return undetermined("a pair that was shown had probability 0");
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = votes.reduce((sum, { score }, i) => sum + at(weights, i) * score, 0) / total;
  return ok({
    share: Math.min(1, share), // rounding may carry a unanimous one past 1
    clustered: clusteredOf(votes, weights, share, declared.population, level),
    votes: votes.length,
    sentence: sentenceOf(declared, votes.length),
  });
}

function weightsOf(
  votes: readonly SelectedComparison[],
  weight: DeclaredEstimand["weight"],
): number[] {
  switch (weight) {
    case "per-vote":
      return votes.map(() => 1);
    case "equal-per-prompt":
      return inverseCounts(votes.map(({ prompt }) => prompt));
    case "equal-per-rater":
      return inverseCounts(votes.map(({ rater }) => rater));
    case "inverse-probability":
      return votes.map(({ pairProb = Number.NaN }) => {
        if (!(pairProb >= 0 && pairProb <= 1))
          throw new RangeError(`declaredShare: a probability of ${pairProb}`);
        return 1 / pairProb;
      });
  }
}

function inverseCounts(keys: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return keys.map((key) => 1 / (counts.get(key) ?? 1));
}

function clusteredOf(
  votes: readonly Comparison[],
  weights: readonly number[],
  share: number,
  population: DeclaredEstimand["population"],
  level: number,
): Result<ClusteredShare> {
  if (population === "these-votes")
    return undetermined("these votes alone are spoken of: nothing is left open");
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  const influence = votes.map(({ score }, i) => (at(weights, i) * (score - share)) / total);
  const found = clusteredVariance(influence, votes, population);
  if (found.status !== "ok") return found;
  // Kish's number of equal votes, and a unanimous share as what it is.
  const n = (total * total) / squares;
  const unanimous = votes.every(({ score }) => score === at(votes, 0).score);
  const exact = unanimous ? at(votes, 0).score : share;
  return shareOfVariance(
    { share: exact, n, ...found.value, notes: found.notes },
    clusteredKind[population],
    level,
  );
}

const populations = {
  "raters-and-prompts-like-these": "raters and prompts like these",
  "raters-like-these": "raters like these, on these prompts",
  "prompts-like-these": "prompts like these, for these raters",
  "these-votes": "these votes alone",
} as const satisfies Record<DeclaredEstimand["population"], string>;
const weightings = {
  "per-vote": "every vote counting once",
  "equal-per-prompt": "every prompt counting once",
  "equal-per-rater": "every rater counting once",
  "inverse-probability": "every vote counting as one over the probability of its pair",
} as const satisfies Record<DeclaredEstimand["weight"], string>;

function sentenceOf({ population, weight, ties }: DeclaredEstimand, votes: number): string {
  const tied = ties === "half" ? "ties half a vote for both" : "ties left out";
  return `share for ${populations[population]}, ${weightings[weight]}, ${tied}; ${votes} votes`;
}
