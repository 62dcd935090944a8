import type { Interval } from "@pairlab/domain/interval";
import type { Note, Result } from "@pairlab/domain/result";
import { clopperPearsonInterval } from "./clopper-pearson-interval.ts";
import { clusteredVariance } from "./clustered-variance.ts";
import { type Clusters, clusteredKind, type Estimand } from "./comparison.ts";
import { insufficient, ok, undetermined } from "./result.ts";
import { studentQuantile, studentTwoSidedP } from "./special/student-t.ts";
import { wilsonInterval } from "./wilson-interval.ts";

/** A share of clustered votes: its interval, and its test against one half. */
export interface ClusteredShare {
  interval: Interval;
  standardError: number;
  /** The number of independent votes that would be as informative. */
  effectiveN: number;
  /** Two-sided, against one half; below 1 − level exactly when the interval leaves out one half. */
  p: number;
}

/**
 * The interval of a mean of scores in [0, 1] whose votes are clustered by prompt, rater or both.
 *
 * Wilson's interval with the effective number of votes n = θ(1 − θ)/V and the quantile of Student's t; its
 * test is the same interval read the other way. At a share of 0 or 1 the variance says nothing: the exact
 * interval for as many votes as there are clusters is used, noted `fewClusters`.
 *
 * Source: variance of Cameron, Gelbach & Miller 2011; effective size as in Korn & Graubard 1998.
 * Result: "insufficient" without votes or with fewer than two clusters in a needed dimension;
 *         "undetermined" when every vote is a tie.
 */
export function clusteredShare(
  scores: readonly number[],
  clusters: readonly Clusters[],
  estimand: Estimand,
  level: number,
): Result<ClusteredShare> {
  const n = scores.length;
  if (n === 0) return insufficient("no votes", 0, 1);
  const share = scores.reduce((sum, score) => sum + score, 0) / n;
  const influence = scores.map((score) => (score - share) / n);
  const found = clusteredVariance(influence, clusters, estimand);
  if (found.status !== "ok") return found;
  return shareOfVariance(
    { share, n, ...found.value, notes: found.notes },
    clusteredKind[estimand],
    level,
  );
}

/** A share, the number of votes it is of, and its variance by clusters. */
export interface ShareVariance {
  share: number;
  n: number;
  variance: number;
  /** Of Student's t: the smaller number of clusters, less one. */
  degreesOfFreedom: number;
  notes: readonly Note[];
}

/** The interval and test of a share whose variance is known. Result: as `clusteredShare`. */
export function shareOfVariance(
  { share, n, variance, degreesOfFreedom, notes }: ShareVariance,
  kind: Interval["kind"],
  level: number,
): Result<ClusteredShare> {
  if (share === 0 || share === 1) return unanimous(share, degreesOfFreedom + 1, level);
  if (variance === 0) return undetermined("every vote is a tie: nothing says how much they vary");
  // Half wins vary less than the same share of whole ones; that must not pass for more votes.
  const effectiveN = Math.min(n, (share * (1 - share)) / variance);
  const quantile = studentQuantile(level, degreesOfFreedom);
  const interval = wilsonInterval(share, effectiveN, level, quantile);
  const t = (share - 0.5) * 2 * Math.sqrt(effectiveN);
  return ok(
    {
      interval: { ...interval, kind },
      standardError: Math.sqrt(variance),
      effectiveN,
      p: studentTwoSidedP(t, degreesOfFreedom),
    },
    notes,
  );
}

function unanimous(share: number, clusters: number, level: number): Result<ClusteredShare> {
  return ok(
    {
      interval: clopperPearsonInterval(share * clusters, clusters, level),
      standardError: 0,
      effectiveN: clusters,
      p: Math.min(1, 2 ** (1 - clusters)),
    },
    [
      {
        code: "fewClusters",
        text: `all votes agree; the interval is the exact one for ${clusters} independent votes, as many as there are clusters`,
      },
    ],
  );
}
