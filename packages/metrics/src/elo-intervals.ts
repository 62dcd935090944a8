import { at } from "@pairlab/domain/at";
import type { Interval } from "@pairlab/domain/interval";
import { createRng } from "@pairlab/domain/random";
import type { Note, Result } from "@pairlab/domain/result";
import { clusterWeights } from "./cluster-weights.ts";
import { type Comparison, dimensions, type Estimand } from "./comparison.ts";
import { addRule, toGame } from "./elo.ts";
import { eloFlow } from "./elo-flow.ts";
import { insufficient, ok, undetermined } from "./result.ts";
import { studentQuantile } from "./special/student-t.ts";

export interface EloIntervalOptions {
  estimand: Estimand;
  level: number;
  seed: number;
  /** Names the random streams: results for two questions are drawn apart. */
  purpose: string;
}

const replicates = 500;
/** What a bootstrap may leave out before its spread says nothing. */
const mostUnusable = replicates / 10;

/**
 * Intervals of Elo ratings by cluster bootstraps, with the mean over orders inside each replicate (its limit, which
 * has no noise of orders).
 *
 * Whole prompts, whole raters and whole cells (one rater on one prompt) are drawn in three bootstraps; their
 * variances combine as everywhere here: by prompt plus by rater less by cell, never below by cell. Drawing
 * prompts and raters at once would count the votes' own variance three times.
 *
 * Source: Cameron, Gelbach & Miller 2011; Student's t with one less than the smaller number of clusters.
 * Result: one an item; "insufficient" with fewer than two clusters in a needed dimension, "undetermined"
 *         when an item has no games in too many replicates.
 */
export function eloIntervals(
  comparisons: readonly Comparison[],
  ratings: readonly number[],
  { estimand, level, seed, purpose }: EloIntervalOptions,
): Result<Interval>[] {
  const needed = Object.entries(dimensions(comparisons, estimand)).map(([name, keys]) => {
    const count = new Set(keys).size;
    return { name, keys, count, factor: count / (count - 1) };
  });
  const few = needed.find(({ count }) => count < 2);
  if (few !== undefined)
    return ratings.map(() => insufficient(`too few ${few.name} to resample`, few.count, 2));
  const items = ratings.length;
  const spreadBy = (name: string, keys: readonly string[]) =>
    bootstrap(comparisons, keys, items, (replicate) =>
      createRng(seed, `elo bootstrap by ${name} ${purpose}`, replicate),
    );
  const cells = comparisons.map(({ prompt, rater }) => `${prompt} ${rater}`);
  const byCell = spreadBy("cells", cells);
  const oneWay = needed.map(({ name, keys, factor }) => ({ factor, of: spreadBy(name, keys) }));
  const quantile = studentQuantile(level, Math.min(...needed.map(({ count }) => count)) - 1);
  return ratings.map((rating, item) => {
    const unusable = Math.max(
      ...[byCell, ...oneWay.map(({ of }) => of)].map((of) => at(of.unusable, item)),
    );
    if (unusable > mostUnusable)
      return undetermined(`without games in ${unusable} of ${replicates} replicates`);
    const own = at(byCell.variance, item);
    const summed = oneWay.reduce((sum, { factor, of }) => sum + factor * at(of.variance, item), 0);
    const raw = oneWay.length === 2 ? summed - own : summed;
    const half = quantile * Math.sqrt(Math.max(raw, own));
    const interval: Interval = {
      kind: "cluster-bootstrap",
      level,
      lower: rating - half,
      upper: rating + half,
    };
    return ok(interval, notesOf(unusable));
  });
}

function notesOf(unusable: number): Note[] {
  if (unusable === 0) return [];
  const text = `in ${unusable} of ${replicates} replicates the arm had no game; they were left out`;
  return [{ code: "replicatesUnusable", text }];
}

interface Spread {
  variance: number[];
  /** Replicates in which an item had no game: its start would pass for a rating. */
  unusable: number[];
}

function bootstrap(
  comparisons: readonly Comparison[],
  keys: readonly string[],
  items: number,
  rngOf: (replicate: number) => ReturnType<typeof createRng>,
): Spread {
  const draw = clusterWeights(keys);
  const won = Int32Array.from(comparisons, (vote) => placeOf(vote, items));
  const drawn: number[][] = Array.from({ length: items }, () => []);
  const wins = new Float64Array(items * items);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const weights = draw(rngOf(replicate));
    wins.fill(0);
    for (let v = 0; v < won.length; v += 1) {
      const place = won[v] ?? tie;
      if (place !== tie) wins[place] = (wins[place] ?? 0) + (weights[v] ?? 0);
    }
    const ratings = eloFlow(wins, items, addRule);
    for (const item of playersOf(wins, items)) at(drawn, item).push(at(ratings, item));
  }
  return {
    variance: drawn.map(variance),
    unusable: drawn.map((ratings) => replicates - ratings.length),
  };
}

const tie = -1;

/** Where a vote's win is counted: row of the winner, column of the loser. */
function placeOf(vote: Comparison, items: number): number {
  if (vote.score === 0.5) return tie;
  const { winner, loser } = toGame(vote);
  return winner * items + loser;
}

function playersOf(wins: Float64Array, items: number): number[] {
  const played = new Uint8Array(items);
  wins.forEach((count, place) => {
    if (count === 0) return;
    played[Math.floor(place / items)] = 1;
    played[place % items] = 1;
  });
  return [...played.keys()].filter((item) => played[item] === 1);
}

function variance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
