import { at } from "@pairlab/domain/at";
import { type Rng, shuffled } from "@pairlab/domain/random";
import type { Result } from "@pairlab/domain/result";
import { insufficient, ok } from "../result.ts";

export interface PermutationTest {
  /** Mean of the first group less that of the second. */
  difference: number;
  /** Two-sided. Never 0: at least 1/(replicates + 1), or the one arrangement seen among all there are. */
  p: number;
  arrangements: "all" | "drawn";
  /** How many arrangements were looked at, the one seen among them. */
  looked: number;
}

const mostEnumerated = 20_000;
/** Sums that rounding has parted count as equal. */
const nearly = 1e-12;

/**
 * Whether two groups differ in their mean, if whatever is in one could as well be in the other.
 *
 * All ways to part the pool into groups of these sizes where there are at most 20,000, else drawn ones. Give it
 * one number a cluster (a rater's mean), since single votes of one rater can't change places.
 *
 * Source: Fisher 1935; Phipson & Smyth 2010 for the p of drawn arrangements, (1 + as extreme)/(1 + replicates).
 * Shape:  groups of any, also unequal, sizes.
 * Throws: RangeError for a number that isn't finite.
 * Result: "insufficient" when a group is empty.
 */
export function permutationTest(
  first: readonly number[],
  second: readonly number[],
  { replicates, rng }: { replicates: number; rng: Rng },
): Result<PermutationTest> {
  const pool = [...first, ...second];
  if (!pool.every(Number.isFinite)) throw new RangeError("permutationTest: needs finite numbers");
  const smaller = Math.min(first.length, second.length);
  if (smaller === 0) return insufficient("a group is empty", 0, 1);
  const total = pool.reduce((sum, value) => sum + value, 0);
  const difference = differenceOf(sumOf(first), first.length, total, pool.length);
  const scale = nearly * (1 + pool.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  const asExtreme = (sum: number): boolean =>
    Math.abs(differenceOf(sum, first.length, total, pool.length)) >= Math.abs(difference) - scale;
  if (ways(pool.length, first.length) <= mostEnumerated) {
    const sums = subsetSums(pool, first.length);
    const extreme = sums.filter(asExtreme).length;
    return ok({ difference, p: extreme / sums.length, arrangements: "all", looked: sums.length });
  }
  let extreme = 1;
  for (let replicate = 0; replicate < replicates; replicate += 1)
    if (asExtreme(sumOf(shuffled(pool, rng).slice(0, first.length)))) extreme += 1;
  return ok({
    difference,
    p: extreme / (replicates + 1),
    arrangements: "drawn",
    looked: replicates + 1,
  });
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const differenceOf = (sum: number, n: number, total: number, all: number): number =>
  sum / n - (total - sum) / (all - n);

function ways(n: number, k: number): number {
  let count = 1;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) {
    count = (count * (n - i + 1)) / i;
    if (count > mostEnumerated) return Number.POSITIVE_INFINITY;
  }
  return Math.round(count);
}

/** The sums of all subsets of this size. */
function subsetSums(pool: readonly number[], size: number): number[] {
  const sums: number[] = [];
  const extend = (from: number, left: number, sum: number): void => {
    if (left === 0) {
      sums.push(sum);
      return;
    }
    for (let i = from; i <= pool.length - left; i += 1) extend(i + 1, left - 1, sum + at(pool, i));
  };
  extend(0, size, 0);
  return sums;
}
