import { at } from "@pairlab/domain/at";
import type { Interval } from "@pairlab/domain/interval";
import { createRng } from "@pairlab/domain/random";
import type { Note, Result } from "@pairlab/domain/result";
import { clusterWeights } from "./cluster-weights.ts";
import { type Comparison, dimensions, type Estimand } from "./comparison.ts";
import { addRule, packed, toGame } from "./elo.ts";
import { packedEloOverOrders } from "./elo-over-orders.ts";
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
/** Their noise is small against that of the votes. */
const ordersInReplicate = 4;
/** What a bootstrap may leave out before its spread says nothing. */
const mostUnusable = replicates / 10;

/**
 * Intervals of Elo ratings by cluster bootstraps, with the mean over orders inside each replicate.
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
  const games = Uint32Array.from(comparisons, (vote) =>
    vote.score === 0.5 ? noGame : packedGame(vote),
  );
  const drawn: number[][] = Array.from({ length: items }, () => []);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const rng = rngOf(replicate);
    const resampled = repeated(games, draw(rng));
    if (resampled.length === 0) continue;
    const options = { orders: ordersInReplicate, rng };
    const { mean } = packedEloOverOrders(resampled, items, addRule, options);
    for (const item of playersOf(resampled, items)) at(drawn, item).push(at(mean, item));
  }
  return {
    variance: drawn.map(variance),
    unusable: drawn.map((ratings) => replicates - ratings.length),
  };
}

/** No packed game: an item doesn't meet itself. */
const noGame = 0;

function packedGame(vote: Comparison): number {
  const { winner, loser } = toGame(vote);
  return packed(winner, loser);
}

/** Each game as often as its weight says, in the order of votes. */
function repeated(games: Uint32Array, weights: Uint32Array): Uint32Array {
  let length = 0;
  for (let i = 0; i < games.length; i += 1) if (games[i] !== noGame) length += weights[i] ?? 0;
  const found = new Uint32Array(length);
  let next = 0;
  for (let i = 0; i < games.length; i += 1) {
    const game = games[i] ?? noGame;
    const copies = game === noGame ? 0 : (weights[i] ?? 0);
    for (let copy = 0; copy < copies; copy += 1) found[next + copy] = game;
    next += copies;
  }
  return found;
}

function playersOf(games: Uint32Array, items: number): number[] {
  const played = new Uint8Array(items);
  for (const game of games) {
    played[game >>> 16] = 1;
    played[game & 0xffff] = 1;
  }
  return [...played.keys()].filter((item) => played[item] === 1);
}

function variance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
