import { at } from "@pairlab/domain/at";
import type { Result } from "@pairlab/domain/result";
import { insufficient, ok } from "../result.ts";
import { normalQuantile, normalUpperTail } from "../special/normal.ts";
import { binomialProbabilities } from "../tests-of-shares/binomial-probabilities.ts";

/** A true share, the one tested against, the two-sided level and the chance to find the difference. */
export interface OneShare {
  p1: number;
  p0: number;
  alpha: number;
  power: number;
}

/**
 * Independent votes to tell a share from p0, by the normal approximation; not rounded.
 *
 * Source: ((z(1 − α/2) √(p0 q0) + z(power) √(p1 q1)) / (p1 − p0))², Fleiss, Levin & Paik 2003, 2.4.
 * Throws: RangeError unless all shares lie in (0, 1) and p1 ≠ p0.
 */
export function votesForShare({ p1, p0, alpha, power }: OneShare): number {
  checkShares(p1, p0, alpha, power);
  const spread =
    normalQuantile(1 - alpha / 2) * Math.sqrt(p0 * (1 - p0)) +
    normalQuantile(power) * Math.sqrt(p1 * (1 - p1));
  return (spread / (p1 - p0)) ** 2;
}

/** Cohen's h, the distance of two shares on the arcsine scale. Source: Cohen 1988, chapter 6. */
export const arcsineDistance = (p1: number, p2: number): number =>
  2 * Math.asin(Math.sqrt(p1)) - 2 * Math.asin(Math.sqrt(p2));

/** The same as {@link votesForShare} on the arcsine scale. Source: Cohen 1988, chapter 6. */
export function votesForShareArcsine({ p1, p0, alpha, power }: OneShare): number {
  checkShares(p1, p0, alpha, power);
  const z = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  return (z / arcsineDistance(p1, p0)) ** 2;
}

/** Which two-sided exact test rejects: outcomes no likelier than the one seen, or twice the smaller tail. */
export type ExactTest = "minimum-likelihood" | "doubled";

/**
 * The chance that the exact binomial test of n independent votes rejects p0, by enumeration.
 *
 * Throws: RangeError unless n is a whole number above 0 and all shares lie in (0, 1).
 */
export function exactPower(
  n: number,
  { p1, p0, alpha }: Omit<OneShare, "power">,
  test: ExactTest,
): number {
  checkShares(p1, p0, alpha);
  if (!(Number.isInteger(n) && n > 0)) throw new RangeError(`exactPower: ${n} votes`);
  const under = binomialProbabilities(n, p0);
  const truly = binomialProbabilities(n, p1);
  const pValues = test === "doubled" ? doubledPValues(under) : likelihoodPValues(under);
  return truly.reduce((sum, chance, x) => (at(pValues, x) <= alpha ? sum + chance : sum), 0);
}

function doubledPValues(under: Float64Array): Float64Array {
  const less = new Float64Array(under.length);
  const greater = new Float64Array(under.length);
  for (const [x, chance] of under.entries()) less[x] = chance + (less[x - 1] ?? 0);
  for (let x = under.length - 1; x >= 0; x -= 1) greater[x] = at(under, x) + (greater[x + 1] ?? 0);
  return less.map((tail, x) => Math.min(1, 2 * Math.min(tail, at(greater, x))));
}

function likelihoodPValues(under: Float64Array): Float64Array {
  const order = [...under.keys()].sort((one, other) => at(under, one) - at(under, other));
  const pValues = new Float64Array(under.length);
  let [sum, next] = [0, 0];
  for (const x of order) {
    // Outcomes equally likely but for rounding count as well, as in R's binom.test.
    for (
      ;
      next < order.length && at(under, at(order, next)) <= at(under, x) * (1 + 1e-7);
      next += 1
    )
      sum += at(under, at(order, next));
    pValues[x] = Math.min(1, sum);
  }
  return pValues;
}

/**
 * The fewest independent votes at which the doubled exact test has the power asked for: for the first time,
 * and from where on the next 60 have it as well (its power goes up and down with n).
 *
 * Throws: RangeError unless all shares lie in (0, 1) and p1 ≠ p0.
 * Result: "insufficient" when 20,000 votes aren't enough: use the normal approximation there.
 */
export function exactVotesForShare(plan: OneShare): Result<{ first: number; throughout: number }> {
  checkShares(plan.p1, plan.p0, plan.alpha, plan.power);
  const most = 20_000;
  const near = votesForShare(plan);
  if (near > most) return insufficient("more votes than are enumerated", most, Math.ceil(near));
  let first: number | undefined;
  let run = 0;
  for (let n = Math.max(1, Math.floor(near / 2)); n <= 4 * near + 200; n += 1) {
    if (exactPower(n, plan, "doubled") < plan.power) {
      run = 0;
      continue;
    }
    first ??= n;
    run += 1;
    if (run > 60) return ok({ first, throughout: n - 60 });
  }
  return insufficient("more votes than are enumerated", Math.floor(4 * near + 200), most);
}

/** Two true shares of groups of n votes each. */
export interface TwoShares {
  p1: number;
  p2: number;
  alpha: number;
}

/**
 * The chance to tell two shares apart, n independent votes in each group.
 *
 * Source: R's power.prop.test, without the other tail.
 * Throws: RangeError unless n > 0 and all shares lie in (0, 1).
 */
export function twoSharePower(n: number, { p1, p2, alpha }: TwoShares): number {
  checkShares(p1, p2, alpha);
  if (!(n > 0)) throw new RangeError(`twoSharePower: ${n} votes`);
  const { null: underNull, own } = twoShareSpreads(p1, p2);
  const z = (Math.sqrt(n) * Math.abs(p1 - p2) - normalQuantile(1 - alpha / 2) * underNull) / own;
  return normalUpperTail(-z);
}

/** Independent votes a group to tell two shares apart; not rounded. Source: R's power.prop.test. */
export function votesForTwoShares({ p1, p2, alpha, power }: TwoShares & { power: number }): number {
  checkShares(p1, p2, alpha, power);
  const { null: underNull, own } = twoShareSpreads(p1, p2);
  const spread = normalQuantile(1 - alpha / 2) * underNull + normalQuantile(power) * own;
  return (spread / (p1 - p2)) ** 2;
}

function twoShareSpreads(p1: number, p2: number): { null: number; own: number } {
  const both = p1 + p2;
  return {
    null: Math.sqrt(both * (1 - both / 2)),
    own: Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2)),
  };
}

/** The same on the arcsine scale. Source: Cohen 1988, chapter 6. */
export function votesForTwoSharesArcsine(plan: TwoShares & { power: number }): number {
  checkShares(plan.p1, plan.p2, plan.alpha, plan.power);
  const z = normalQuantile(1 - plan.alpha / 2) + normalQuantile(plan.power);
  return 2 * (z / arcsineDistance(plan.p1, plan.p2)) ** 2;
}

/**
 * How many times the votes of independent people a clustered study needs: 1 + (m − 1)·ICC.
 *
 * Source: Kish 1965. Shape: m votes a cluster, intraclass correlation in [0, 1].
 * Throws: RangeError for m below 1 or a correlation outside [0, 1].
 */
export function designEffect(m: number, icc: number): number {
  if (!(m >= 1 && icc >= 0 && icc <= 1)) throw new RangeError(`designEffect(${m}, ${icc})`);
  return 1 + (m - 1) * icc;
}

function checkShares(one: number, other: number, ...rest: readonly number[]): void {
  if (![one, other, ...rest].every((share) => share > 0 && share < 1) || one === other)
    throw new RangeError(
      `shares ${[one, other, ...rest].join(", ")}: needs different ones in (0, 1)`,
    );
}
