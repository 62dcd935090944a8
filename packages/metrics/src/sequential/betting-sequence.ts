import type { Result } from "@pairlab/domain/result";
import type { Ends } from "../proportions/proportion-intervals.ts";
import { insufficient, ok, undetermined } from "../result.ts";

const gridSize = 400;
/** Bets never stake more than this share of what would ruin them. */
const boldest = 0.5;

/**
 * An anytime-valid interval for the mean of independent numbers in [0, 1], such as one mean preference a rater:
 * "raters like these, these prompts". It may be looked at after every rater.
 *
 * Two bettors, one that the mean is above m and one that it is below, each with half the money; means at which
 * their wealth ever reached 1/alpha are rejected. Bets use only what was seen before.
 *
 * Source: Waudby-Smith & Ramdas 2024 (J. R. Stat. Soc. B 86:1), hedged capital with predictable plug-in bets.
 * Shape:  observations in the order they came in; the interval's ends are exact to 1e-9.
 * Throws: RangeError for an observation outside [0, 1] or a level outside (0, 1).
 * Result: "insufficient" without observations; "undetermined" when every mean was rejected (by then the
 *         observations can't have had one mean).
 */
export function bettingSequence(observations: readonly number[], level: number): Result<Ends> {
  if (!(level > 0 && level < 1)) throw new RangeError(`bettingSequence: level ${level}`);
  for (const x of observations)
    if (!(x >= 0 && x <= 1)) throw new RangeError(`bettingSequence: ${x} is outside [0, 1]`);
  if (observations.length === 0) return insufficient("no raters yet", 0, 1);
  const bets = predictableBets(observations, 1 - level);
  const bound = -Math.log(1 - level);
  const kept = (m: number): boolean => logWealth(observations, bets, m) < bound;
  const grid = Array.from({ length: gridSize + 1 }, (_, i) => i / gridSize);
  const inside = grid.filter(kept);
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined)
    return undetermined("no mean is left: the raters changed while they were counted");
  return ok({
    lower: first === 0 ? 0 : edge(kept, first - 1 / gridSize, first),
    upper: last === 1 ? 1 : edge(kept, last + 1 / gridSize, last),
  });
}

/** How much to stake on each observation, from those before it. */
function predictableBets(observations: readonly number[], alpha: number): number[] {
  let [sum, squares] = [0.5, 0.25];
  return observations.map((x, index) => {
    const t = index + 1;
    const variance = squares / t;
    const bet = Math.sqrt((2 * Math.log(2 / alpha)) / (variance * t * Math.log(t + 1)));
    sum += x;
    squares += (x - sum / (t + 1)) ** 2;
    return bet;
  });
}

/** The log of the most both bettors together ever held. */
function logWealth(observations: readonly number[], bets: readonly number[], m: number): number {
  let [above, below, most] = [0, 0, Number.NEGATIVE_INFINITY];
  for (const [i, x] of observations.entries()) {
    const bet = bets[i] ?? 0;
    above += Math.log1p(Math.min(bet, m === 0 ? bet : boldest / m) * (x - m));
    below += Math.log1p(-Math.min(bet, m === 1 ? bet : boldest / (1 - m)) * (x - m));
    const larger = Math.max(above, below);
    const both = larger + Math.log((Math.exp(above - larger) + Math.exp(below - larger)) / 2);
    most = Math.max(most, both);
  }
  return most;
}

function edge(kept: (m: number) => boolean, rejected: number, inside: number): number {
  let [out, held] = [Math.max(0, Math.min(1, rejected)), inside];
  while (Math.abs(held - out) > 1e-9) {
    const middle = (held + out) / 2;
    if (kept(middle)) held = middle;
    else out = middle;
  }
  return out;
}
