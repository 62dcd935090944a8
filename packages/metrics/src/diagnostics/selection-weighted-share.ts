import type { Result } from "@pairlab/domain/result";
import type { Comparison, Estimand } from "../comparison.ts";
import { insufficient, undetermined } from "../result.ts";
import { type ClusteredEstimate, clusteredEstimate } from "./clustered-estimate.ts";

/**
 * A share over pairs that were shown with unequal probabilities, each vote weighted by the inverse of its own.
 *
 * Pairs chosen for what they tell bias average win rates, not likelihood fits.
 *
 * Source: Hájek 1971, Σwy/Σw with w = 1/probability; clustered by the influence w(y − θ)/Σw.
 * Shape:  votes[i].pairProb, in (0, 1], is the probability with which that pair was chosen then.
 * Unit:   a share in [0, 1]; p against 0 says nothing here.
 * Throws: RangeError for a probability outside [0, 1].
 * Result: "insufficient" without votes or clusters; "undetermined" for a probability of 0 (that vote stands for
 *         infinitely many) or when no vote varies.
 */
export function selectionWeightedShare(
  votes: readonly (Comparison & { pairProb: number })[],
  options: { estimand: Estimand; level: number },
): Result<ClusteredEstimate> {
  for (const { pairProb } of votes)
    if (!(pairProb >= 0 && pairProb <= 1)) throw new RangeError(`a probability of ${pairProb}`);
  if (votes.length === 0) return insufficient("no votes", 0, 1);
  if (votes.some(({ pairProb }) => pairProb === 0))
    return undetermined("a pair that was shown had probability 0");
  const weights = votes.map(({ pairProb }) => 1 / pairProb);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = votes.reduce((sum, { score }, i) => sum + (weights[i] ?? 0) * score, 0) / total;
  const influence = votes.map(({ score }, i) => ((weights[i] ?? 0) * (score - share)) / total);
  return clusteredEstimate(share, influence, votes, options);
}
