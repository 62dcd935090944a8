import type { ProportionSize } from "@pairlab/domain/proportion";
import { countsAreIndependent } from "../proportions/proportion-of.ts";
import {
  designEffect,
  exactPower,
  exactVotesForShare,
  type OneShare,
  twoSharePower,
  votesForShare,
  votesForShareArcsine,
  votesForTwoShares,
  votesForTwoSharesArcsine,
} from "./sample-size.ts";

export interface ProportionSizeOptions {
  /** How much power that many votes have. */
  votes?: number | undefined;
  /** Votes a cluster and their intraclass correlation. */
  clusters?: { perCluster: number; icc: number } | undefined;
}

/**
 * How many independent votes tell p1 from p0, by formula and by enumeration.
 *
 * Throws: RangeError unless all shares lie in (0, 1) and p1 ≠ p0.
 */
export function proportionSize(plan: OneShare, options: ProportionSizeOptions): ProportionSize {
  const { p1, p0, alpha, power } = plan;
  const two = { p1, p2: p0, alpha, power };
  const normal = votesForShare(plan);
  return {
    p1,
    p0,
    alpha,
    power,
    oneSample: { normal, arcsine: votesForShareArcsine(plan) },
    exact: exactVotesForShare(plan),
    twoSamples: { normal: votesForTwoShares(two), arcsine: votesForTwoSharesArcsine(two) },
    ...atVotes(plan, options.votes),
    ...clustered(normal, options.clusters),
    notes: [countsAreIndependent],
  };
}

function atVotes(plan: OneShare, votes: number | undefined): Pick<ProportionSize, "atVotes"> {
  if (votes === undefined) return {};
  const exact = {
    minimumLikelihood: exactPower(votes, plan, "minimum-likelihood"),
    doubled: exactPower(votes, plan, "doubled"),
  };
  return { atVotes: { votes, exact, twoSamples: twoSharePower(votes, { ...plan, p2: plan.p0 }) } };
}

function clustered(
  normal: number,
  clusters: ProportionSizeOptions["clusters"],
): Pick<ProportionSize, "clustered"> {
  if (clusters === undefined) return {};
  const effect = designEffect(clusters.perCluster, clusters.icc);
  const votes = Math.ceil(Math.ceil(normal) * effect);
  return { clustered: { ...clusters, designEffect: effect, votes } };
}
