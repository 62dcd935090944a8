import { at } from "@pairlab/domain/at";
import type { Rng } from "@pairlab/domain/random";
import type { Result } from "@pairlab/domain/result";
import { insufficient, ok } from "../result.ts";

/** How far shares are from a target. */
export type Distance = (shares: readonly number[], target: readonly number[]) => number;

/** Half the sum of absolute differences, in [0, 1]. */
export const totalVariation: Distance = (shares, target) =>
  target.reduce((sum, share, k) => sum + Math.abs(at(shares, k) - share), 0) / 2;

/** The mean absolute difference over the categories. */
export const meanAbsoluteDifference: Distance = (shares, target) =>
  target.reduce((sum, share, k) => sum + Math.abs(at(shares, k) - share), 0) / target.length;

/** Jensen-Shannon divergence in bits, in [0, 1]. Source: Lin 1991. */
export const jensenShannonBits: Distance = (shares, target) =>
  target.reduce((sum, share, k) => {
    const own = at(shares, k);
    const middle = (own + share) / 2;
    return sum + (bits(own, middle) + bits(share, middle)) / 2;
  }, 0);

const bits = (share: number, middle: number): number =>
  share === 0 ? 0 : share * Math.log2(share / middle);

export interface NullExpectation {
  seen: number;
  /** What a model that is exactly on target gets on average from as few cases. */
  nullMean: number;
  /** Seen less expected: what is left to be said of the model. */
  excess: number;
  /** Share of draws on target that are at least as far; at least 1/(draws + 1). */
  p: number;
  draws: number;
}

/**
 * A distance from a target beside the one that chance alone makes: distances are positive for a perfect model.
 *
 * Source: Monte Carlo over multinomial counts with the target's shares.
 * Shape:  counts[k] of category k, target[k] its share; target sums to 1.
 * Throws: RangeError for counts that aren't whole, lengths that differ or a target that doesn't sum to 1.
 * Result: "insufficient" without cases.
 */
export function nullExpectation(
  counts: readonly number[],
  target: readonly number[],
  distance: Distance,
  { draws, rng }: { draws: number; rng: Rng },
): Result<NullExpectation> {
  const whole = counts.every((count) => Number.isInteger(count) && count >= 0);
  const sum = target.reduce((total, share) => total + share, 0);
  const shares = target.every((share) => share >= 0) && Math.abs(sum - 1) < 1e-9;
  if (!(whole && shares && counts.length === target.length))
    throw new RangeError("nullExpectation: needs whole counts and as many shares that sum to 1");
  const n = counts.reduce((total, count) => total + count, 0);
  if (n === 0) return insufficient("no cases", 0, 1);
  const seen = distance(
    counts.map((count) => count / n),
    target,
  );
  let [total, asFar] = [0, 0];
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn = new Array<number>(target.length).fill(0);
    for (let i = 0; i < n; i += 1) {
      const k = category(target, rng.float());
      drawn[k] = at(drawn, k) + 1 / n;
    }
    const value = distance(drawn, target);
    total += value;
    if (value >= seen - 1e-12) asFar += 1;
  }
  const nullMean = total / draws;
  return ok({ seen, nullMean, excess: seen - nullMean, p: (1 + asFar) / (1 + draws), draws });
}

function category(target: readonly number[], uniform: number): number {
  let left = uniform;
  for (const [k, share] of target.entries()) {
    left -= share;
    if (left < 0) return k;
  }
  return target.length - 1;
}
