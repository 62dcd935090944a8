import { at } from "@pairlab/domain/at";
import { normalUpperTail } from "../special/normal.ts";

const sqrt2Pi = Math.sqrt(2 * Math.PI);
const mostSweeps = 2000;

/** Normal marginals of each item's score. */
export interface ScorePosterior {
  mean: Float64Array;
  variance: Float64Array;
}

/** Comparisons with one outcome, all alike, and the site each of them has on both scores. */
interface Factor {
  winner: number;
  loser: number;
  count: number;
}

/** Precision and precision × mean that one comparison adds to the winner's and the loser's score. */
export interface Sites {
  precision: Float64Array;
  shift: Float64Array;
}

interface State {
  sites: Sites;
  precision: Float64Array;
  shift: Float64Array;
}

export interface Propagated extends ScorePosterior {
  sites: Sites;
}

/**
 * Scores from comparisons by expectation propagation with factorised normals.
 *
 * Prior N(0, ½) each, chance that i beats j Φ(sᵢ − sⱼ); equal comparisons share one site each, so the cost is
 * that of the pairs that met. Started from given sites it takes few sweeps.
 *
 * Source: Herbrich, Minka & Graepel 2006 (TrueSkill); Mikhailiuk et al. 2021 (ASAP) for prior and noise.
 * Shape:  wins[i][j] = times i beat j, n × n, diagonal ignored; sites of two places a factor.
 * Result: undefined when it doesn't settle to 1e-13 in 2000 sweeps.
 */
export function propagated(
  wins: readonly (readonly number[])[],
  priorVariance: number,
  start?: Sites,
): Propagated | undefined {
  const factors = factorsOf(wins);
  const size = factors.length * 2;
  const sites: Sites =
    start === undefined
      ? { precision: new Float64Array(size), shift: new Float64Array(size) }
      : { precision: start.precision.slice(), shift: start.shift.slice() };
  const precision = new Float64Array(wins.length).fill(1 / priorVariance);
  const shift = new Float64Array(wins.length);
  for (const [f, { winner, loser, count }] of factors.entries())
    for (const [side, item] of [winner, loser].entries()) {
      precision[item] = at(precision, item) + count * at(sites.precision, 2 * f + side);
      shift[item] = at(shift, item) + count * at(sites.shift, 2 * f + side);
    }
  const state = { sites, precision, shift };
  for (let sweep = 0; sweep < mostSweeps; sweep += 1) {
    // Many equal comparisons move together and can overshoot: smaller steps where whole ones didn't settle.
    const step = sweep < 200 ? 1 : 0.5;
    let moved = 0;
    for (let f = 0; f < factors.length; f += 1)
      moved = Math.max(moved, updated(f, at(factors, f), state, step));
    moved = Math.max(moved, recentred(factors, state, priorVariance));
    if (moved < 1e-13)
      return {
        mean: shift.map((value, item) => value / at(precision, item)),
        variance: precision.map((value) => 1 / value),
        sites,
      };
  }
  return undefined;
}

/** Ordered pairs with at least one win. */
export const factorsOf = (wins: readonly (readonly number[])[]): Factor[] =>
  wins.flatMap((row, winner) =>
    row.flatMap((count, loser) =>
      winner !== loser && count > 0 ? [{ winner, loser, count }] : [],
    ),
  );

/** One factor's sites anew from their cavity; its result is how far they moved, relative to their precision. */
function updated(
  f: number,
  { winner, loser, count }: Factor,
  { sites, precision, shift }: State,
  step: number,
): number {
  const cavity = (item: number, place: number) =>
    1 / ((precision[item] ?? 0) - (sites.precision[place] ?? 0));
  const variance1 = cavity(winner, 2 * f);
  const variance2 = cavity(loser, 2 * f + 1);
  const mean1 = variance1 * ((shift[winner] ?? 0) - (sites.shift[2 * f] ?? 0));
  const mean2 = variance2 * ((shift[loser] ?? 0) - (sites.shift[2 * f + 1] ?? 0));
  const spread = Math.sqrt(variance1 + variance2 + 1);
  const t = (mean1 - mean2) / spread;
  const pull = density(t) / normalUpperTail(-t);
  const shrink = (pull * (pull + t)) / (spread * spread);
  let moved = 0;
  const place = (item: number, at: number, mean: number, variance: number, push: number) => {
    const newVariance = variance * (1 - variance * shrink);
    const newMean = mean + (variance * push) / spread;
    const byPrecision = step * (1 / newVariance - 1 / variance - (sites.precision[at] ?? 0));
    const byShift = step * (newMean / newVariance - mean / variance - (sites.shift[at] ?? 0));
    sites.precision[at] = (sites.precision[at] ?? 0) + byPrecision;
    sites.shift[at] = (sites.shift[at] ?? 0) + byShift;
    precision[item] = (precision[item] ?? 0) + count * byPrecision;
    shift[item] = (shift[item] ?? 0) + count * byShift;
    moved = Math.max(moved, Math.max(Math.abs(byPrecision), Math.abs(byShift)) * variance);
  };
  place(winner, 2 * f, mean1, variance1, pull);
  place(loser, 2 * f + 1, mean2, variance2, -pull);
  return moved / step;
}

/**
 * Moves all sites so that scores sum to 0, as they do where it settles: comparisons say nothing of a common
 * shift, and message passing alone forgets it slowly. Its result is how far they moved.
 */
function recentred(
  factors: readonly Factor[],
  { sites, precision, shift }: State,
  priorVariance: number,
): number {
  let [sum, weight] = [0, 0];
  for (const [item, value] of precision.entries()) {
    sum += (shift[item] ?? 0) / value;
    weight += 1 - 1 / (value * priorVariance);
  }
  if (weight < 1e-9) return 0;
  const move = -sum / weight;
  for (const [f, { winner, loser, count }] of factors.entries())
    for (const [side, item] of [winner, loser].entries()) {
      const own = move * (sites.precision[2 * f + side] ?? 0);
      sites.shift[2 * f + side] = (sites.shift[2 * f + side] ?? 0) + own;
      shift[item] = (shift[item] ?? 0) + count * own;
    }
  return Math.abs(move);
}

const density = (t: number): number => Math.exp((-t * t) / 2) / sqrt2Pi;
