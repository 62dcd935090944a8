import { createRng } from "@pairlab/domain/random";
import type { Result } from "@pairlab/domain/result";
import { undetermined } from "../result.ts";
import { type PermutationTest, permutationTest } from "../tests-of-shares/permutation-test.ts";
import type { StudyVote } from "./pair-differences.ts";

/** Arrangements that are drawn where there are too many to try them all. */
const replicates = 1999;

/**
 * Whether the raters of two files differ in their mean preference, if each could as well have been in the other file.
 *
 * One number a rater, so that votes of one person stay together; no assumption on their distribution.
 *
 * Source: Fisher 1935, by `permutationTest`; seed 0.
 * Shape:  votes of one pair.
 * Result: "undetermined" when the files don't say whose votes they are, or share a rater: nobody can change places
 *         with themselves.
 */
export function exchangedRaters(
  first: readonly StudyVote[],
  second: readonly StudyVote[],
): Result<PermutationTest> {
  const [one, other] = [meansOf(first), meansOf(second)];
  if (one === undefined || other === undefined)
    return undetermined("the votes don't say whose they are");
  if ([...one.keys()].some((rater) => other.has(rater)))
    return undetermined("raters answered in both files: they can't change places");
  const rng = createRng(0, "exchanged raters");
  return permutationTest([...one.values()], [...other.values()], { replicates, rng });
}

/** Each rater's mean score, in the order of their names; undefined without names. */
function meansOf(votes: readonly StudyVote[]): Map<string, number> | undefined {
  const sums = new Map<string, { won: number; weight: number }>();
  for (const { rater, score, weight } of votes) {
    if (rater === undefined) return undefined;
    const { won, weight: before } = sums.get(rater) ?? { won: 0, weight: 0 };
    sums.set(rater, { won: won + weight * score, weight: before + weight });
  }
  const known = [...sums]
    .filter(([, { weight }]) => weight > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(known.map(([rater, { won, weight }]) => [rater, won / weight]));
}
