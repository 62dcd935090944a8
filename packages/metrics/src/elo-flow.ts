import type { EloRule } from "./elo.ts";

/**
 * What the mean of Elo ratings over all orders of the games tends to when each game moves little.
 *
 * In a random order a game of i against j is as likely at any time, so the mean follows
 * dR_i/dt = k Σ_j (w_ij − n_ij E_ij(R)) from the start, over t from 0 to 1, with w wins of n games and
 * E_ij = 1/(1 + 10^((R_j − R_i)/400)). At ADD's k = 1 it lies within a few hundredths of a point of the mean
 * over orders, and it has no noise of orders: what a bootstrap needs.
 *
 * Source: the limit of stochastic approximation, Kushner & Yin 2003, chapter 5; Runge and Kutta's fourth order,
 *         steps short against the fastest relaxation 2 k (ln 10/400) max n_i/4.
 * Shape:  wins[i * items + j] games that i won against j, at least 0; one rating an item comes back.
 * Unit:   Elo points. An item without games stays at the start.
 */
export function eloFlow(wins: Float64Array, items: number, { k, start }: EloRule): Float64Array {
  const pairs = playedPairs(wins, items);
  const rate = 2 * k * scale * 0.25 * busiest(pairs, items);
  const steps = leastSteps + Math.ceil(rate);
  const ratings = new Float64Array(items).fill(start);
  const slope = new Float64Array(items);
  const tried = new Float64Array(items);
  const sum = new Float64Array(items);
  for (let step = 0; step < steps; step += 1) {
    tried.set(ratings);
    sum.fill(0);
    for (const { weight, reach } of stages) {
      slopeAt(pairs, tried, k, slope);
      addTo(sum, sum, weight / steps, slope);
      addTo(tried, ratings, reach / steps, slope);
    }
    addTo(ratings, ratings, 1, sum);
  }
  return ratings;
}

/** Runge and Kutta's: what each slope counts, and how far the next one is looked at. */
const stages = [
  { weight: 1 / 6, reach: 0.5 },
  { weight: 1 / 3, reach: 0.5 },
  { weight: 1 / 3, reach: 1 },
  { weight: 1 / 6, reach: 0 },
];

/** to = from + factor · values. */
function addTo(to: Float64Array, from: Float64Array, factor: number, values: Float64Array): void {
  for (let i = 0; i < to.length; i += 1) to[i] = (from[i] ?? 0) + factor * (values[i] ?? 0);
}

const scale = Math.LN10 / 400;
const leastSteps = 4;

interface PlayedPair {
  i: number;
  j: number;
  won: number;
  games: number;
}

function playedPairs(wins: Float64Array, items: number): PlayedPair[] {
  const pairs: PlayedPair[] = [];
  for (let i = 0; i < items; i += 1)
    for (let j = i + 1; j < items; j += 1) {
      const won = wins[i * items + j] ?? 0;
      const games = won + (wins[j * items + i] ?? 0);
      if (games > 0) pairs.push({ i, j, won, games });
    }
  return pairs;
}

/** Games of the item that has most. */
function busiest(pairs: readonly PlayedPair[], items: number): number {
  const games = new Float64Array(items);
  for (const pair of pairs) {
    games[pair.i] = (games[pair.i] ?? 0) + pair.games;
    games[pair.j] = (games[pair.j] ?? 0) + pair.games;
  }
  return games.reduce((most, count) => Math.max(most, count), 0);
}

function slopeAt(
  pairs: readonly PlayedPair[],
  ratings: Float64Array,
  k: number,
  slope: Float64Array,
): void {
  slope.fill(0);
  for (const { i, j, won, games } of pairs) {
    const expected = games / (1 + Math.exp(scale * ((ratings[j] ?? 0) - (ratings[i] ?? 0))));
    const pull = k * (won - expected);
    slope[i] = (slope[i] ?? 0) + pull;
    slope[j] = (slope[j] ?? 0) - pull;
  }
}
