import type { Plan } from "@pairlab/domain/plan";
import type { Vote } from "@pairlab/domain/vote";

/**
 * One vote ready for arithmetic. Items are indices into the plan's arms; `a` is declared before `b`.
 *
 * Preference is a statement about a and b, position bias one about left and right: both stay.
 */
export interface Comparison {
  a: number;
  b: number;
  /** 1: a was preferred, 0: b was, 1/2: neither. */
  score: number;
  aIsLeft: boolean;
  prompt: string;
  rater: string;
}

/** Who else's votes a vote may resemble. */
export type Clusters = Pick<Comparison, "prompt" | "rater">;

/** What a result speaks of, and so what votes are clustered by. */
export type Estimand = Plan["estimand"];

/** The name of an interval that is clustered as an estimand says. */
export const clusteredKind = {
  "raters-and-prompts-like-these": "two-way",
  "raters-like-these": "by-rater",
  "prompts-like-these": "by-prompt",
} as const satisfies Record<Estimand, string>;

/** The clusters of each vote in the dimensions that an estimand generalises over. */
export function dimensions(
  votes: readonly Clusters[],
  estimand: Estimand,
): Readonly<Record<string, readonly string[]>> {
  const prompts = votes.map(({ prompt }) => prompt);
  const raters = votes.map(({ rater }) => rater);
  switch (estimand) {
    case "raters-and-prompts-like-these":
      return { prompts, raters };
    case "raters-like-these":
      return { raters };
    case "prompts-like-these":
      return { prompts };
  }
}

const scoreOfLeft = { left: 1, right: 0, tie: 0.5, both_bad: 0.5 } as const;

/** The comparison a vote makes; undefined for a skip. Throws: RangeError for an arm that isn't listed. */
export function toComparison(vote: Vote, arms: readonly string[]): Comparison | undefined {
  if (vote.choice === "skip") return undefined;
  const left = arms.indexOf(vote.left);
  const right = arms.indexOf(vote.right);
  if (left < 0 || right < 0 || left === right)
    throw new RangeError(`vote ${vote.id}: ${vote.left} against ${vote.right}`);
  const aIsLeft = left < right;
  const leftScore = scoreOfLeft[vote.choice];
  return {
    a: Math.min(left, right),
    b: Math.max(left, right),
    score: aIsLeft ? leftScore : 1 - leftScore,
    aIsLeft,
    prompt: vote.promptId,
    rater: vote.raterId,
  };
}
