import type { Result } from "@pairlab/domain/result";
import type { Clusters, Estimand } from "../comparison.ts";
import { insufficient } from "../result.ts";
import { type ClusteredEstimate, clusteredEstimate } from "./clustered-estimate.ts";

/** The answers of one rater to two questions about the same pair on the same prompt. */
export interface AnswerPair extends Clusters {
  /** What was preferred: an arm, or a tie. */
  first: string;
  second: string;
}

/**
 * How much more often two questions get the same answer than if they were answered independently: the share of
 * identical answers less the product of margins. 0 without a halo.
 *
 * Source: the covariance of agreement; clustered by its influence function.
 * Unit:   a difference of shares; give it the pairs of one order of questions at a time.
 * Result: "insufficient" without pairs or clusters; "undetermined" when nothing varies.
 */
export function halo(
  pairs: readonly AnswerPair[],
  options: { estimand: Estimand; level: number },
): Result<ClusteredEstimate> {
  const n = pairs.length;
  if (n === 0) return insufficient("nobody answered both questions", 0, 1);
  const margin = (of: "first" | "second") => {
    const counts = new Map<string, number>();
    for (const pair of pairs) counts.set(pair[of], (counts.get(pair[of]) ?? 0) + 1);
    return new Map([...counts].map(([answer, count]) => [answer, count / n]));
  };
  const [first, second] = [margin("first"), margin("second")];
  const same = pairs.filter((pair) => pair.first === pair.second).length / n;
  const expected = [...first].reduce(
    (sum, [answer, share]) => sum + share * (second.get(answer) ?? 0),
    0,
  );
  // Each pair moves the share of agreement and both margins.
  const influence = pairs.map((pair) => {
    const agrees = Number(pair.first === pair.second) - same;
    const margins = (second.get(pair.first) ?? 0) + (first.get(pair.second) ?? 0) - 2 * expected;
    return (agrees - margins) / n;
  });
  return clusteredEstimate(same - expected, influence, pairs, options);
}
