import { at } from "@pairlab/domain/at";
import type { Rng } from "@pairlab/domain/random";
import { clusterWeights } from "../cluster-weights.ts";

/** Draws how often each vote counts in the next replicate. */
export type Draw = (rng: Rng) => Uint32Array;

/**
 * How often each vote counts when every cluster is drawn a Poisson(1) number of times, apart from the others:
 * for streams, and from 50 clusters on. A replicate without any vote is drawn again.
 *
 * Source: Hanley & MacGibbon 2006 (Stat. Med. 25:2391); Poisson numbers by inverting the distribution.
 * Shape:  clusters[i] is whose vote i is; at least 50 clusters.
 * Throws: RangeError for fewer.
 */
export function poissonClusterDraw(clusters: readonly string[]): Draw {
  const { names, clusterOf } = indexed(clusters);
  if (names < 50) throw new RangeError(`poissonClusterDraw: ${names} clusters, needs 50`);
  return (rng) => {
    for (;;) {
      const drawn = Uint32Array.from({ length: names }, () => poissonOne(rng.float()));
      if (drawn.some((count) => count > 0)) return clusterOf.map((cluster) => at(drawn, cluster));
    }
  };
}

/**
 * How often each vote counts when prompts and raters are drawn at once: the product of how often its prompt
 * and its rater were. A replicate without any vote is drawn again.
 *
 * Its variance counts that of a cell (one rater on one prompt) three times, so its intervals are wide:
 * combine one-way draws unless you want that.
 *
 * Source: Owen 2007 (Ann. Appl. Stat. 1:386), the pigeonhole bootstrap.
 */
export function pigeonholeDraw(prompts: readonly string[], raters: readonly string[]): Draw {
  const [byPrompt, byRater] = [clusterWeights(prompts), clusterWeights(raters)];
  return (rng) => {
    for (;;) {
      const drawn = byPrompt(rng);
      const other = byRater(rng);
      const weights = drawn.map((count, vote) => count * at(other, vote));
      if (weights.some((weight) => weight > 0)) return weights;
    }
  };
}

/** The weights of the jackknife: each cluster in turn left out, in the order of their names. */
export function leaveOneOutWeights(clusters: readonly string[]): Uint32Array[] {
  const { names, clusterOf } = indexed(clusters);
  return Array.from({ length: names }, (_, out) =>
    clusterOf.map((cluster) => (cluster === out ? 0 : 1)),
  );
}

function indexed(clusters: readonly string[]): { names: number; clusterOf: Uint32Array } {
  const places = new Map([...new Set(clusters)].sort().map((name, place) => [name, place]));
  return {
    names: places.size,
    clusterOf: Uint32Array.from(clusters, (name) => places.get(name) ?? 0),
  };
}

function poissonOne(uniform: number): number {
  let count = 0;
  let term = Math.exp(-1);
  let below = term;
  while (uniform >= below && count < 40) {
    count += 1;
    term /= count;
    below += term;
  }
  return count;
}
