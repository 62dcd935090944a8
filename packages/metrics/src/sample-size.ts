import type { SampleSize } from "@pairlab/domain/summary";
import type { Clusters } from "./comparison.ts";

/** How many votes, of how many persons, on how many prompts. */
export const sampleSize = (votes: readonly Clusters[]): SampleSize => ({
  votes: votes.length,
  raters: new Set(votes.map(({ rater }) => rater)).size,
  prompts: new Set(votes.map(({ prompt }) => prompt)).size,
});
