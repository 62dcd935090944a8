import type { Note, Result } from "@pairlab/domain/result";
import { clusterWeights } from "../cluster-weights.ts";
import { type Clusters, dimensions, type Estimand } from "../comparison.ts";
import { insufficient, ok, undetermined } from "../result.ts";
import { studentQuantile } from "../special/student-t.ts";
import { bcaProbabilities } from "./bca.ts";
import {
  bootstrapReplicates,
  type Replicates,
  type Statistic,
  sampleVariance,
} from "./bootstrap-replicates.ts";
import { pigeonholeDraw } from "./cluster-draws.ts";
import { type BootstrapEnd, replicateQuantile } from "./replicate-quantile.ts";

export interface ClusterBootstrapOptions {
  /** What is resampled; two-way combines three one-way bootstraps, unless `pigeonhole`. */
  estimand: Estimand;
  level: number;
  replicates: number;
  seed: number;
  /** Names the random stream, so that other quantities are drawn apart. */
  purpose: string;
  /** Of one-way bootstraps; two-way ones are variances and Student's t. Default percentile. */
  ends?: "percentile" | "bca";
  /** Two-way by drawing prompts and raters at once (Owen 2007): conservative. */
  pigeonhole?: boolean;
}

export interface ClusterBootstrap {
  estimate: number;
  /** "undetermined" when a replicate was infinite. */
  standardError: Result<number>;
  lower: BootstrapEnd;
  upper: BootstrapEnd;
  level: number;
  kind: "percentile" | "bca" | "two-way" | "pigeonhole";
  replicates: number;
  /** How far the standard error itself is off by chance: 1/√(2(B − 1)), relative. */
  relativeMonteCarloError: number;
}

/** What a bootstrap may leave out before its quantiles say nothing. */
const mostUnusableShare = 0.1;

/**
 * A bootstrap of whole clusters, for any statistic of weighted votes.
 *
 * By rater or by prompt: whole raters or prompts drawn with replacement, percentiles (or BCa). Two-way: three
 * bootstraps by prompt, by rater and by cell, whose variances combine like the sandwich of Cameron, Gelbach &
 * Miller 2011: by prompt · P/(P − 1) plus by rater · R/(R − 1) less by cell, never below by cell; interval by
 * Student's t with one less than the smaller number of clusters.
 *
 * Source: Efron & Tibshirani 1993, chapters 13 and 14; two-way as decided in record 0006.
 * Shape:  votes[i] names prompt and rater of vote i; the order of votes has no influence.
 * Result: "insufficient" with fewer than two clusters in a needed dimension; "undetermined" when the votes
 *         themselves or more than a tenth of the replicates give no value. Those left out are noted.
 */
export function clusterBootstrap(
  statistic: Statistic,
  votes: readonly Clusters[],
  options: ClusterBootstrapOptions,
): Result<ClusterBootstrap> {
  const needed = Object.entries(dimensions(votes, options.estimand)).map(([name, keys]) => ({
    name,
    keys,
    count: new Set(keys).size,
  }));
  const few = needed.find(({ count }) => count < 2);
  if (few !== undefined) return insufficient(`too few ${few.name} to resample`, few.count, 2);
  const estimate = statistic(votes.map(() => 1));
  if (estimate === undefined) return undetermined("the votes don't determine the statistic");
  if (needed.length === 2 && options.pigeonhole !== true)
    return combined(statistic, votes, needed, estimate, options);
  return drawn(statistic, votes, needed, estimate, options);
}

interface Dimension {
  name: string;
  keys: readonly string[];
  count: number;
}

function combined(
  statistic: Statistic,
  votes: readonly Clusters[],
  needed: readonly Dimension[],
  estimate: number,
  options: ClusterBootstrapOptions,
): Result<ClusterBootstrap> {
  if (!Number.isFinite(estimate))
    return undetermined("the estimate is infinite: no standard error");
  const cells = votes.map(({ prompt, rater }) => JSON.stringify([prompt, rater]));
  const by = (name: string, keys: readonly string[]) =>
    bootstrapReplicates(statistic, clusterWeights(keys), {
      ...options,
      purpose: `${options.purpose} by ${name}`,
    });
  const parts = [by("cells", cells), ...needed.map(({ name, keys }) => by(name, keys))];
  for (const part of parts) {
    const tooMany = unusableReason(part, options.replicates);
    if (tooMany !== undefined) return tooMany;
    if (part.infinite > 0) return undetermined("a replicate is infinite: no standard error");
  }
  const [own = 0, ...oneWay] = parts.map(({ sorted }) => sampleVariance(sorted));
  const raw = needed.reduce(
    (sum, { count }, i) => sum + ((oneWay[i] ?? 0) * count) / (count - 1),
    -own,
  );
  const standardError = Math.sqrt(Math.max(raw, own));
  const degrees = Math.min(...needed.map(({ count }) => count)) - 1;
  const half = studentQuantile(options.level, degrees) * standardError;
  const unusable = Math.max(...parts.map((part) => part.unusable));
  return ok(
    {
      estimate,
      standardError: ok(standardError),
      lower: estimate - half,
      upper: estimate + half,
      kind: "two-way",
      ...printed(options),
    },
    [...(raw < own ? [floored] : []), ...notesOf(unusable, options.replicates)],
  );
}

/** One kind of draw and its quantiles. */
function drawn(
  statistic: Statistic,
  votes: readonly Clusters[],
  needed: readonly Dimension[],
  estimate: number,
  options: ClusterBootstrapOptions,
): Result<ClusterBootstrap> {
  const { level, replicates } = options;
  const prompts = votes.map(({ prompt }) => prompt);
  const keys = needed[0]?.keys ?? [];
  const crossed = needed.length === 2;
  const draw = crossed
    ? pigeonholeDraw(
        prompts,
        votes.map(({ rater }) => rater),
      )
    : clusterWeights(keys);
  const found = bootstrapReplicates(statistic, draw, options);
  const tooMany = unusableReason(found, replicates);
  if (tooMany !== undefined) return tooMany;
  const oneWay = options.ends ?? "percentile";
  const probabilities =
    oneWay === "bca" && !crossed
      ? bcaProbabilities(statistic, keys, estimate, found.sorted, level)
      : ok({ lower: (1 - level) / 2, upper: (1 + level) / 2 });
  if (probabilities.status !== "ok") return probabilities;
  return ok(
    {
      estimate,
      standardError: standardErrorOf(found),
      lower: replicateQuantile(found.sorted, probabilities.value.lower),
      upper: replicateQuantile(found.sorted, probabilities.value.upper),
      kind: crossed ? "pigeonhole" : oneWay,
      ...printed(options),
    },
    notesOf(found.unusable, replicates),
  );
}

const printed = ({ level, replicates }: ClusterBootstrapOptions) => ({
  level,
  replicates,
  relativeMonteCarloError: 1 / Math.sqrt(2 * (replicates - 1)),
});

const standardErrorOf = ({ sorted, infinite }: Replicates): Result<number> =>
  infinite > 0
    ? undetermined(`${infinite} replicates are infinite`)
    : ok(Math.sqrt(sampleVariance(sorted)));

function unusableReason({ unusable }: Replicates, replicates: number): Result<never> | undefined {
  if (unusable <= mostUnusableShare * replicates) return undefined;
  return undetermined(`without a value in ${unusable} of ${replicates} replicates`);
}

function notesOf(unusable: number, replicates: number): Note[] {
  if (unusable === 0) return [];
  const text = `${unusable} of ${replicates} replicates gave no value; they were left out`;
  return [{ code: "replicatesUnusable", text }];
}

const floored: Note = {
  code: "varianceFloored",
  text: "the combined variance came out below that of cells, which was used instead",
};
