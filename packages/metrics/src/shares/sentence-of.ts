import type { Kind } from "./interval-kind.ts";
import type { Weighting } from "./weighting.ts";
import type { WinRateRequest } from "./win-rates.ts";

const speaksOf = {
  vote: "votes like these, taken as independent",
  rater: "raters like these, on these prompts",
  prompt: "prompts like these, for these raters",
  "two-way": "raters and prompts like these",
} as const;

const counted = {
  "per-vote": "every vote counting once",
  "equal-per-prompt": "every prompt counting once",
  "equal-per-rater": "every rater counting once",
  "inverse-probability": "every vote counting as one over the probability of its pair",
} as const satisfies Record<Weighting, string>;

const clustersOf = {
  wilson: "vote",
  "by-rater": "rater",
  "by-prompt": "prompt",
  "two-way": "two-way",
} as const;

/** What the shares of a document are shares of, in words. */
export function sentenceOf(
  { name, resampled }: Kind,
  { weight, ties }: Pick<WinRateRequest, "weight" | "ties">,
): string {
  const clusters =
    resampled ?? (name in clustersOf ? clustersOf[name as keyof typeof clustersOf] : "vote");
  const tied = ties === "half" ? "ties half a vote for both" : "ties left out";
  return `shares for ${speaksOf[clusters]}, ${counted[weight ?? "per-vote"]}, ${tied}`;
}
