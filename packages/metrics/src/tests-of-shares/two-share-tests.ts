import { at } from "@pairlab/domain/at";
import type { Result } from "@pairlab/domain/result";
import type { Count } from "../proportions/share-differences.ts";
import { insufficient, ok, undetermined } from "../result.ts";
import { normalUpperTail } from "../special/normal.ts";
import { hypergeometricProbabilities } from "./binomial-probabilities.ts";
import { noLikelier } from "./binomial-test.ts";

/**
 * Fisher's exact test of two shares of independent votes, two-sided.
 *
 * Source: Fisher 1934; tables no likelier than the one seen, as in R's fisher.test.
 * Throws: RangeError unless counts are whole and 0 <= x <= n.
 * Result: "insufficient" when a group has no votes.
 */
export function fisherTest(first: Count, second: Count): Result<number> {
  const empty = emptyGroup(first, second);
  if (empty !== undefined) return empty;
  const { lowest, probabilities } = hypergeometricProbabilities(
    first.n + second.n,
    first.x + second.x,
    first.n,
  );
  return ok(noLikelier(probabilities, at(probabilities, first.x - lowest)));
}

/**
 * The z-test of two shares of independent votes with their pooled variance, two-sided p.
 *
 * Source: Agresti 2013, Categorical Data Analysis, 3.2.
 * Throws: RangeError unless counts are whole and 0 <= x <= n.
 * Result: "insufficient" when a group has no votes, "undetermined" when all votes agree.
 */
export function pooledTest(first: Count, second: Count): Result<{ z: number; p: number }> {
  const empty = emptyGroup(first, second);
  if (empty !== undefined) return empty;
  const pooled = (first.x + second.x) / (first.n + second.n);
  if (pooled === 0 || pooled === 1) return undetermined("all votes agree: no pooled variance");
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.n + 1 / second.n));
  const z = (first.x / first.n - second.x / second.n) / error;
  return ok({ z, p: Math.min(1, 2 * normalUpperTail(Math.abs(z))) });
}

function emptyGroup(first: Count, second: Count): Result<never> | undefined {
  for (const { x, n } of [first, second])
    if (!(Number.isInteger(x) && Number.isInteger(n) && x >= 0 && x <= n))
      throw new RangeError(`${x} of ${n}: needs whole numbers, 0 <= x <= n`);
  const least = Math.min(first.n, second.n);
  return least === 0 ? insufficient("a group has no votes", 0, 1) : undefined;
}
