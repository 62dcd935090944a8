import type { Result } from "@pairlab/domain/result";
import { clusteredVariance } from "../clustered-variance.ts";
import { type Comparison, dimensions, type Estimand } from "../comparison.ts";
import { type ClusteredEstimate, estimateOf } from "../diagnostics/clustered-estimate.ts";
import { insufficient } from "../result.ts";

/** Fewer people, or prompts, in a group leave its variance a guess. */
const fewestClusters = 5;

/**
 * How far the share for a among some votes differs from that among others, ties half.
 *
 * People in different groups may have judged the same prompts, so the variance is that of the difference itself.
 * Source: influence functions with the variance of Cameron, Gelbach & Miller 2011; each group's part is
 *         raised by G/(G − 1) of its own clusters, and Student's t has one degree of freedom less than the
 *         smaller group has: few people in one group are few however many the other has.
 * Shape:  comparisons of one pair.
 * Result: "insufficient" with fewer than 5 clusters of a needed dimension in either group; "undetermined"
 *         when nothing varies.
 */
export function groupDifference(
  group: readonly Comparison[],
  reference: readonly Comparison[],
  { estimand, level }: { estimand: Estimand; level: number },
): Result<ClusteredEstimate> {
  const parts = [part(group, 1, estimand), part(reference, -1, estimand)] as const;
  for (const { few } of parts)
    if (few !== undefined)
      return insufficient(`too few ${few.name} in one of the groups`, few.count, fewestClusters);
  const [one, other] = parts;
  const found = clusteredVariance(
    [...one.influence, ...other.influence],
    [...group, ...reference],
    estimand,
  );
  if (found.status !== "ok") return found;
  const degreesOfFreedom = Math.min(one.clusters, other.clusters) - 1;
  const { variance } = found.value;
  const value = one.share - other.share;
  return estimateOf(value, { variance, degreesOfFreedom }, level, found.notes);
}

function part(votes: readonly Comparison[], sign: 1 | -1, estimand: Estimand) {
  const counts = Object.entries(dimensions(votes, estimand)).map(([name, keys]) => ({
    name,
    count: new Set(keys).size,
  }));
  const clusters = Math.min(...counts.map(({ count }) => count));
  const share = votes.reduce((sum, { score }) => sum + score, 0) / votes.length;
  const raise = Math.sqrt(clusters / (clusters - 1));
  return {
    ...{ share, clusters },
    few: counts.find(({ count }) => count < fewestClusters),
    influence: votes.map(({ score }) => (sign * raise * (score - share)) / votes.length),
  };
}
