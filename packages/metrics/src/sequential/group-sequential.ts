import { at } from "@pairlab/domain/at";
import { normalQuantile, normalUpperTail } from "../special/normal.ts";
import { StoppingLaw } from "./stopping-law.ts";

/** Which looks are strict: fixed shapes for equal looks, spending functions for any. */
export type BoundaryShape = "obrien-fleming" | "pocock" | "spend-obrien-fleming" | "spend-pocock";

export interface GroupSequentialLook {
  /** Of the planned information, in (0, 1]; above plan the last look takes what is left of alpha. */
  information: number;
  /** Stop when the z statistic exceeds this. */
  criticalZ: number;
  /** One-sided p-value that goes with it. */
  stageLevel: number;
  /** Chance, under no effect, to have stopped by this look. */
  alphaSpent: number;
}

/**
 * The boundaries of a group-sequential test, one-sided.
 *
 * Information is the inverse clustered variance over the planned one, not the number of votes.
 *
 * Source: O'Brien & Fleming 1979 (c/√t); Pocock 1977 (constant); Lan & DeMets 1983, spending
 *         2(1 − Φ(z(1 − α/2)/√t)) and α log(1 + (e − 1)t); crossing chances by the recursive integration of
 *         Armitage, McPherson & Rowe 1969.
 * Shape:  informationRates ascending; two-sided tests halve alpha and use both signs.
 * Throws: RangeError unless rates ascend above 0, there are at most 50, and 0 < alpha < ½.
 */
export function groupSequentialBoundaries(
  informationRates: readonly number[],
  shape: BoundaryShape,
  alpha: number,
): GroupSequentialLook[] {
  const ascending = informationRates.every((rate, i) => rate > (informationRates[i - 1] ?? 0));
  const looks = informationRates.length;
  if (!(ascending && looks > 0 && looks <= 50 && alpha > 0 && alpha < 0.5))
    throw new RangeError(
      "groupSequentialBoundaries: needs 1 to 50 ascending rates, 0 < alpha < 1/2",
    );
  const bounds =
    shape === "obrien-fleming" || shape === "pocock"
      ? fixedBounds(informationRates, shape, alpha)
      : spendingBounds(informationRates, shape, alpha);
  const spent = crossingChances(informationRates, bounds);
  let total = 0;
  return informationRates.map((information, look) => {
    total += at(spent, look);
    const criticalZ = at(bounds, look);
    return { information, criticalZ, stageLevel: normalUpperTail(criticalZ), alphaSpent: total };
  });
}

/** The chance to cross each bound for the first time, under no effect. */
export function crossingChances(rates: readonly number[], bounds: readonly number[]): number[] {
  const law = new StoppingLaw();
  return rates.map((rate, look) => law.look(rate, at(bounds, look)));
}

function fixedBounds(
  rates: readonly number[],
  shape: "obrien-fleming" | "pocock",
  alpha: number,
): number[] {
  const last = at(rates, rates.length - 1);
  const boundsOf = (c: number) =>
    rates.map((rate) => (shape === "pocock" ? c : c / Math.sqrt(rate / last)));
  const c = root(
    (value) => crossingChances(rates, boundsOf(value)).reduce((sum, p) => sum + p, 0) - alpha,
  );
  return boundsOf(c);
}

function spendingBounds(
  rates: readonly number[],
  shape: "spend-obrien-fleming" | "spend-pocock",
  alpha: number,
): number[] {
  const law = new StoppingLaw();
  let before = 0;
  return rates.map((rate, look) => {
    const isLast = look === rates.length - 1;
    const until = isLast ? alpha : spent(shape, Math.min(1, rate), alpha);
    const increment = until - before;
    before = until;
    if (!(increment > 0)) {
      // Nothing left to spend at this look: a bound that can't be crossed in practice.
      law.look(rate, neverCrossed);
      return neverCrossed;
    }
    const bound = root((value) => law.crossing(rate, value) - increment);
    law.look(rate, bound);
    return bound;
  });
}

const neverCrossed = 38;

function spent(shape: "spend-obrien-fleming" | "spend-pocock", t: number, alpha: number): number {
  return shape === "spend-pocock"
    ? alpha * Math.log1p((Math.E - 1) * t)
    : 2 * normalUpperTail(normalQuantile(1 - alpha / 2) / Math.sqrt(t));
}

/** The z at which a decreasing function crosses 0, by bisection. */
function root(excess: (z: number) => number): number {
  let [low, high] = [-10, neverCrossed];
  for (let step = 0; step < 80 && high - low > 1e-12; step += 1) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
