import { at } from "@pairlab/domain/at";
import { createRng, type Rng } from "@pairlab/domain/random";
import type { Result } from "@pairlab/domain/result";
import { type EloRule, mostEloItems, packed, playWithTies, tieBit } from "../elo.ts";
import { eloFlow } from "../elo-flow.ts";
import {
  mostEnumeratedGames,
  packedEloOverEveryOrder,
  packedEloOverOrders,
} from "../elo-over-orders.ts";
import { insufficient, ok, undetermined } from "../result.ts";
import { outcomes, type VoteTable } from "../votes/vote-table.ts";

export interface EloFitOptions {
  rule: EloRule;
  /** 0: the order of the votes. */
  orders: number;
  seed: number;
  /** Whether ties are games of half a win each; else they must not be in the table. */
  halfTies: boolean;
}

export interface EloFit {
  mean: readonly number[];
  /** Undefined for one order. */
  sd: readonly number[] | undefined;
  orders: number;
  games: Uint32Array;
}

/**
 * Elo ratings of a table's votes, over random orders of them, every order when there are few, or theirs.
 *
 * Source: Sauer et al. 2023 (arXiv 2311.17042), appendix B.2; a tie as half a win is an option of Elo's own.
 * Result: "insufficient" without games; "undetermined" with the items that have none.
 * Throws: RangeError for weights that aren't whole, or more than 32,767 items.
 */
export function eloFit(table: VoteTable, options: EloFitOptions): Result<EloFit> {
  const games = gamesOf(table);
  if (games.length === 0) return insufficient("no decisive votes", 0, 1);
  const items = table.items.length;
  const played = new Set([...games].flatMap((game) => [winnerOf(game), loserOf(game)]));
  const idle = table.items.filter((_, item) => !played.has(item));
  if (idle.length > 0)
    return undetermined(
      "an item without games has no rating",
      idle.map((id) => [id]),
    );
  const { rule, orders, seed, halfTies } = options;
  if (orders === 0) {
    const ratings = new Float64Array(items);
    playWithTies(games, ratings, rule);
    return ok({ mean: [...ratings], sd: undefined, orders: 1, games });
  }
  // The order of a file has no part in random orders of its votes.
  const sorted = games.slice().sort();
  const found =
    games.length <= mostEnumeratedGames
      ? packedEloOverEveryOrder(sorted, items, rule, halfTies)
      : packedEloOverOrders(sorted, items, rule, {
          orders,
          rng: createRng(seed, "elo orders"),
          halfTies,
        });
  return ok({ ...found, games });
}

const winnerOf = (game: number): number => (game & ~tieBit) >>> 16;
const loserOf = (game: number): number => game & 0xffff;

/** Every vote as a packed game, as often as its weight says. */
function gamesOf({ items, first, second, outcome, weight }: VoteTable): Uint32Array {
  if (items.length > mostEloItems) throw new RangeError(`eloFit: ${items.length} items`);
  const games = Uint32Array.from(first, (one, v) => {
    const other = at(second, v);
    const result = at(outcome, v);
    if (result === outcomes.second) return packed(other, one);
    return result === outcomes.first ? packed(one, other) : packed(one, other) + tieBit;
  });
  if (weight === undefined) return games;
  if (weight.some((count) => !Number.isInteger(count)))
    throw new RangeError("eloFit: weights that aren't whole");
  return repeated(games, Uint32Array.from(weight));
}

/**
 * Ratings of replicates of a cluster bootstrap, a row each; items without games in a replicate make it unusable.
 *
 * A replicate's mean over orders is that of small steps (`eloFlow`), moved by what it is off on the votes themselves.
 *
 * Shape:  games as `eloFit` found them, one a vote, and their ratings; clusters[v] < count is whose vote v is. Two
 *         lists: both.
 */
export function eloReplicates(
  { games, mean }: Pick<EloFit, "games" | "mean">,
  rule: EloRule,
  clusters: readonly { of: Uint32Array; count: number }[],
  { replicates, rngOf }: { replicates: number; rngOf: (replicate: number) => Rng },
): { rows: Float64Array[]; unusable: number } {
  const items = mean.length;
  const once = new Uint32Array(games.length).fill(1);
  const own = eloFlow(winsOf(games, once, items), items, rule);
  const rows: Float64Array[] = [];
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const wins = winsOf(games, weightsOf(games.length, clusters, rngOf(replicate)), items);
    if (!everyonePlays(wins, items)) continue;
    const ratings = eloFlow(wins, items, rule);
    rows.push(ratings.map((rating, item) => rating + at(mean, item) - at(own, item)));
  }
  return { rows, unusable: replicates - rows.length };
}

/** Weighted games won by the row's item against the column's; ties half for both. */
function winsOf(games: Uint32Array, weights: Uint32Array, items: number): Float64Array {
  const wins = new Float64Array(items * items);
  const add = (one: number, other: number, amount: number): void => {
    wins[one * items + other] = (wins[one * items + other] ?? 0) + amount;
  };
  for (let v = 0; v < games.length; v += 1) {
    const game = games[v] ?? 0;
    const weight = weights[v] ?? 0;
    const [one, other] = [winnerOf(game), loserOf(game)];
    if (game < tieBit) add(one, other, weight);
    else {
      add(one, other, weight / 2);
      add(other, one, weight / 2);
    }
  }
  return wins;
}

function weightsOf(
  votes: number,
  clusters: readonly { of: Uint32Array; count: number }[],
  rng: Rng,
): Uint32Array {
  const weights = new Uint32Array(votes).fill(1);
  for (const { of, count } of clusters) {
    const times = new Uint32Array(count);
    for (let draw = 0; draw < count; draw += 1) {
      const cluster = rng.below(count);
      times[cluster] = (times[cluster] ?? 0) + 1;
    }
    for (let v = 0; v < votes; v += 1) weights[v] = (weights[v] ?? 0) * (times[of[v] ?? 0] ?? 0);
  }
  return weights;
}

function repeated(games: Uint32Array, weights: Uint32Array): Uint32Array {
  const found = new Uint32Array(weights.reduce((sum, weight) => sum + weight, 0));
  let next = 0;
  for (let v = 0; v < games.length; v += 1) {
    const copies = weights[v] ?? 0;
    found.fill(games[v] ?? 0, next, next + copies);
    next += copies;
  }
  return found;
}

function everyonePlays(wins: Float64Array, items: number): boolean {
  const played = new Uint8Array(items);
  wins.forEach((count, place) => {
    if (count === 0) return;
    played[Math.floor(place / items)] = 1;
    played[place % items] = 1;
  });
  return played.every((seen) => seen === 1);
}
