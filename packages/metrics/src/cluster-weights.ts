import type { Rng } from "@pairlab/domain/random";

/**
 * How often each vote counts in one replicate of a cluster bootstrap: as many whole clusters as there are
 * are drawn with replacement, and a vote counts as often as its cluster was drawn.
 *
 * Source: Efron & Tibshirani 1993, chapter 8.
 * Shape:  clusters[i] is whose vote i is; at least one.
 * Result: a function that draws the next replicate. The order of votes has no influence on it.
 */
export function clusterWeights(clusters: readonly string[]): (rng: Rng) => Uint32Array {
  if (clusters.length === 0) throw new RangeError("clusterWeights: no votes");
  const names = new Map([...new Set(clusters)].sort().map((name, index) => [name, index]));
  const clusterOf = Uint32Array.from(clusters, (name) => names.get(name) ?? 0);
  return (rng) => {
    const drawn = new Uint32Array(names.size);
    for (let i = 0; i < names.size; i += 1) {
      const cluster = rng.below(names.size);
      drawn[cluster] = (drawn[cluster] ?? 0) + 1;
    }
    const weights = new Uint32Array(clusterOf.length);
    for (let i = 0; i < weights.length; i += 1) weights[i] = drawn[clusterOf[i] ?? 0] ?? 0;
    return weights;
  };
}
