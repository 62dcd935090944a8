import { at } from "@pairlab/domain/at";
import type { Result } from "@pairlab/domain/result";
import { insufficient, ok } from "../result.ts";
import { normalUpperTail } from "../special/normal.ts";
import { binomialProbabilities } from "./binomial-probabilities.ts";

/** P-values of x of n independent votes against a share of p0. */
export interface BinomialTest {
  /** Two-sided, exact: all outcomes no likelier than the one seen. */
  minimumLikelihood: number;
  /** Two-sided, exact: twice the smaller tail. */
  doubled: number;
  /** Two-sided: twice the smaller tail, of which the outcome seen counts half. */
  midP: number;
  /** One-sided, exact: the share is greater, less, than p0. */
  greater: number;
  less: number;
  /** Two-sided, of the score test; large samples only. */
  score: number;
}

/** Ties in likelihood that rounding has parted, as in R's binom.test. */
const nearlyEqual = 1 + 1e-7;

/**
 * The exact binomial test. A p below what a number can hold, about 1e-308, is 0.
 *
 * Source: R's binom.test for the minimum likelihood; Agresti 2013, Categorical Data Analysis, 1.4 for mid-p.
 * Throws: RangeError unless x and n are whole, 0 <= x <= n and 0 < p0 < 1.
 * Result: "insufficient" when n is 0.
 */
export function binomialTest(x: number, n: number, p0: number): Result<BinomialTest> {
  if (!(Number.isInteger(x) && x >= 0 && x <= n))
    throw new RangeError(`binomialTest(${x}, ${n}): needs whole numbers, 0 <= x <= n`);
  const probabilities = binomialProbabilities(n, p0);
  if (n === 0) return insufficient("no votes", 0, 1);
  const seen = at(probabilities, x);
  const less = Math.min(1, tail(probabilities, 0, x));
  const greater = Math.min(1, tail(probabilities, x, n));
  const smaller = Math.min(less, greater);
  const z = (x - n * p0) / Math.sqrt(n * p0 * (1 - p0));
  return ok({
    minimumLikelihood: noLikelier(probabilities, seen),
    doubled: Math.min(1, 2 * smaller),
    midP: Math.min(1, 2 * smaller - seen),
    greater,
    less,
    score: Math.min(1, 2 * normalUpperTail(Math.abs(z))),
  });
}

/**
 * The sign test: decisive votes against one half; ties are dropped by its definition.
 *
 * Source: Dixon & Mood 1946; two-sided, minimum likelihood (at one half the same as doubled).
 * Result: "insufficient" without a decisive vote.
 */
export function signTest(wins: number, losses: number): Result<number> {
  const found = binomialTest(wins, wins + losses, 0.5);
  return found.status === "ok" ? ok(found.value.minimumLikelihood) : found;
}

/** The summed probability of all outcomes that aren't likelier than one seen with this probability. */
export function noLikelier(probabilities: Float64Array, seen: number): number {
  const sorted = probabilities.filter((p) => p <= seen * nearlyEqual).sort();
  return Math.min(
    1,
    sorted.reduce((sum, p) => sum + p, 0),
  );
}

/** The summed probability of the outcomes from one to another, the smallest first. */
function tail(probabilities: Float64Array, from: number, to: number): number {
  return probabilities
    .slice(from, to + 1)
    .sort()
    .reduce((sum, p) => sum + p, 0);
}
