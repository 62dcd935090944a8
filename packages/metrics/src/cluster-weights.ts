import { at } from "@pairlab/domain/at";
import type { Rng } from "@pairlab/domain/random";
import type { Clusters, Estimand } from "./comparison.ts";

/**
 * How often each vote counts in one replicate of a cluster bootstrap: whole prompts, raters or both are
 * drawn with replacement, and a vote counts as often as its prompt times as often as its rater.
 *
 * Source: Owen 2007 (Ann. Appl. Stat. 1:386), the pigeonhole bootstrap; wider than the sandwich by twice the
 *         variance within cells.
 * Result: a function that draws the next replicate; at least one vote counts in each.
 */
export function clusterWeights(
  votes: readonly Clusters[],
  estimand: Estimand,
): (rng: Rng) => Uint32Array {
  const byPrompt = estimand !== "raters-like-these" && indexed(votes.map(({ prompt }) => prompt));
  const byRater = estimand !== "prompts-like-these" && indexed(votes.map(({ rater }) => rater));
  return (rng) => {
    const weights = new Uint32Array(votes.length);
    for (;;) {
      weights.fill(1);
      if (byPrompt) multiply(weights, byPrompt, rng);
      if (byRater) multiply(weights, byRater, rng);
      if (weights.some((weight) => weight > 0)) return weights;
    }
  };
}

interface Indexed {
  clusterOf: Uint32Array;
  count: number;
}

function indexed(keys: readonly string[]): Indexed {
  // Sorted, so that the order of votes has no influence on what is drawn.
  const names = new Map([...new Set(keys)].sort().map((key, index) => [key, index]));
  return { clusterOf: Uint32Array.from(keys, (key) => names.get(key) ?? 0), count: names.size };
}

function multiply(weights: Uint32Array, { clusterOf, count }: Indexed, rng: Rng): void {
  const drawn = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) {
    const cluster = rng.below(count);
    drawn[cluster] = at(drawn, cluster) + 1;
  }
  for (let vote = 0; vote < weights.length; vote += 1)
    weights[vote] = at(weights, vote) * at(drawn, at(clusterOf, vote));
}
