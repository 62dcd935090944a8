import { at } from "@pairlab/domain/at";
import type { Rng } from "@pairlab/domain/random";
import type { Result } from "@pairlab/domain/result";
import { quantile } from "../quantile.ts";
import { bcaProbabilities } from "../resampling/bca.ts";
import { insufficient, ok, undetermined } from "../result.ts";

/** What the votes of one cluster add up to. */
export interface ClusterSum {
  /** Weight of votes for the side, ties half. */
  won: number;
  weight: number;
}

/** bca: bias-corrected and accelerated percentiles; studentised: percentiles of (θ* − θ)/se*. */
export type BootstrapEnds = "bca" | "studentised";

export interface ClusterRatioOptions {
  ends: BootstrapEnds;
  level: number;
  replicates: number;
  rngOf: (replicate: number) => Rng;
}

/**
 * A bootstrap interval of a share over whole clusters drawn with replacement.
 *
 * Source: Efron 1987 for bca; Efron & Tibshirani 1993, chapter 12, for studentised ends, with the standard error of
 *         a ratio of cluster sums, √(G/(G − 1) Σ (won − θ weight)²)/Σ weight.
 * Shape:  one sum a cluster, those without votes of the side as well.
 * Unit:   ends cut at 0 and 1.
 * Result: "insufficient" with fewer than two clusters; "undetermined" when the votes of clusters don't vary, or a
 *         tenth of the replicates or more have no votes or no spread.
 */
export function clusterRatioInterval(
  sums: readonly ClusterSum[],
  options: ClusterRatioOptions,
): Result<{ lower: number; upper: number }> {
  if (sums.length < 2) return insufficient("too few clusters to resample", sums.length, 2);
  const whole = ratioOf(sums, () => 1);
  if (whole === undefined || whole.error === 0)
    return undetermined("clusters don't vary: nothing says how much they could");
  const drawn = replicatesOf(sums, options);
  return options.ends === "bca"
    ? bcaEnds(sums, whole.share, drawn, options)
    : studentisedEnds(whole, drawn, options);
}

interface Ratio {
  share: number;
  error: number;
}

function ratioOf(
  sums: readonly ClusterSum[],
  timesOf: (cluster: number) => number,
): Ratio | undefined {
  let [won, weight] = [0, 0];
  sums.forEach((sum, cluster) => {
    won += timesOf(cluster) * sum.won;
    weight += timesOf(cluster) * sum.weight;
  });
  if (weight === 0) return undefined;
  const share = won / weight;
  const squares = sums.reduce(
    (all, sum, cluster) => all + timesOf(cluster) * (sum.won - share * sum.weight) ** 2,
    0,
  );
  const error = Math.sqrt((squares * sums.length) / (sums.length - 1)) / weight;
  return { share, error };
}

function replicatesOf(
  sums: readonly ClusterSum[],
  { replicates, rngOf }: ClusterRatioOptions,
): Ratio[] {
  const times = new Uint32Array(sums.length);
  return Array.from({ length: replicates }, (_, replicate) => {
    const rng = rngOf(replicate);
    times.fill(0);
    for (let draw = 0; draw < sums.length; draw += 1) {
      const cluster = rng.below(sums.length);
      times[cluster] = (times[cluster] ?? 0) + 1;
    }
    return ratioOf(sums, (cluster) => times[cluster] ?? 0);
  }).flatMap((ratio) => ratio ?? []);
}

const tooMany = (usable: number, replicates: number): boolean => usable < 0.9 * replicates;

function bcaEnds(
  sums: readonly ClusterSum[],
  estimate: number,
  drawn: readonly Ratio[],
  { level, replicates }: ClusterRatioOptions,
): Result<{ lower: number; upper: number }> {
  if (tooMany(drawn.length, replicates))
    return undetermined(
      `without votes in ${replicates - drawn.length} of ${replicates} replicates`,
    );
  const sorted = drawn.map(({ share }) => share).sort((one, other) => one - other);
  const clusters = sums.map((_, cluster) => String(cluster).padStart(10, "0"));
  const statistic = (weights: ArrayLike<number>) =>
    ratioOf(sums, (cluster) => at(weights, cluster))?.share;
  const found = bcaProbabilities(statistic, clusters, estimate, sorted, level);
  if (found.status !== "ok") return found;
  const { lower, upper } = found.value;
  return ok({ lower: quantile(sorted, lower), upper: quantile(sorted, upper) });
}

function studentisedEnds(
  { share, error }: Ratio,
  drawn: readonly Ratio[],
  { level, replicates }: ClusterRatioOptions,
): Result<{ lower: number; upper: number }> {
  const sorted = drawn
    .filter((one) => one.error > 0)
    .map((one) => (one.share - share) / one.error)
    .sort((one, other) => one - other);
  if (tooMany(sorted.length, replicates))
    return undetermined(
      `without spread in ${replicates - sorted.length} of ${replicates} replicates`,
    );
  return ok({
    lower: Math.max(0, share - quantile(sorted, (1 + level) / 2) * error),
    upper: Math.min(1, share - quantile(sorted, (1 - level) / 2) * error),
  });
}
