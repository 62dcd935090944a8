import { at } from "@pairlab/domain/at";
import type { Rng } from "@pairlab/domain/random";
import {
  type EloRule,
  type Game,
  ordersAtOnce,
  packGames,
  playGames,
  playOrders,
  playWithTies,
} from "./elo.ts";

/** Ratings averaged over orders of the same games. */
export interface EloOverOrders {
  /** How many orders: all of them for few games, else as many as were asked for. */
  orders: number;
  mean: number[];
  /** Standard deviation over orders: noise of the method, not of the votes. */
  sd: number[];
}

/**
 * Elo ratings averaged over random orders of the games.
 *
 * The paper says that ratings of 1,000 runs in random order are used, not how: Pairlab takes the mean.
 *
 * Source: Sauer et al. 2023 (arXiv 2311.17042), appendix B.2.
 * Throws: RangeError without games or orders.
 */
export function eloOverOrders(
  games: readonly Game[],
  items: number,
  rule: EloRule,
  options: { orders: number; rng: Rng },
): EloOverOrders {
  return packedEloOverOrders(packGames(games), items, rule, options);
}

/**
 * The same for packed games, which are shuffled in place; `halfTies`: some of them may be ties.
 *
 * Throws: RangeError without games or orders.
 */
export function packedEloOverOrders(
  games: Uint32Array,
  items: number,
  rule: EloRule,
  { orders, rng, halfTies = false }: { orders: number; rng: Rng; halfTies?: boolean },
): EloOverOrders {
  if (games.length === 0 || orders < 1)
    throw new RangeError(`eloOverOrders: ${games.length} games, ${orders} orders`);
  const spread = runningSpread(items);
  const ratings = Array.from({ length: ordersAtOnce }, () => new Float64Array(items));
  const shuffled = Array.from({ length: ordersAtOnce }, () => new Uint32Array(games.length));
  for (let run = 0; run < orders; run += ordersAtOnce) {
    const more = Math.min(ordersAtOnce, orders - run);
    for (const order of shuffled.slice(0, more)) {
      rng.shuffle(games);
      order.set(games);
    }
    if (!halfTies) playOrders(shuffled, ratings, rule);
    for (const [place, list] of ratings.slice(0, more).entries()) {
      if (halfTies) playWithTies(at(shuffled, place), list, rule);
      spread.add(list);
    }
  }
  return spread.result();
}

/**
 * Elo ratings averaged over every order of the games.
 *
 * Throws: RangeError unless there are 1 to 8 games: 40,320 orders.
 */
export const eloOverEveryOrder = (
  games: readonly Game[],
  items: number,
  rule: EloRule,
): EloOverOrders => packedEloOverEveryOrder(packGames(games), items, rule, false);

/** The same for packed games, of which some may be ties. */
export function packedEloOverEveryOrder(
  games: Uint32Array,
  items: number,
  rule: EloRule,
  halfTies: boolean,
): EloOverOrders {
  if (games.length === 0 || games.length > mostEnumeratedGames)
    throw new RangeError(`eloOverEveryOrder: ${games.length} games`);
  const spread = runningSpread(items);
  const ratings = new Float64Array(items);
  const order = games.slice();
  everyOrder(order, order.length, () => {
    if (halfTies) playWithTies(order, ratings, rule);
    else playGames(order, ratings, rule);
    spread.add(ratings);
  });
  return spread.result();
}

/** Up to how many games all orders are tried. */
export const mostEnumeratedGames = 8;

/** Mean and spread of ratings that come one run at a time. Source: Welford 1962. */
function runningSpread(items: number) {
  const mean = new Array<number>(items).fill(0);
  const squares = new Array<number>(items).fill(0);
  let runs = 0;
  return {
    add: (ratings: Float64Array): void => {
      runs += 1;
      ratings.forEach((rating, item) => {
        const before = at(mean, item);
        mean[item] = before + (rating - before) / runs;
        squares[item] = at(squares, item) + (rating - before) * (rating - at(mean, item));
      });
    },
    result: (): EloOverOrders => ({
      orders: runs,
      mean,
      sd: squares.map((sum) => Math.sqrt(sum / runs)),
    }),
  };
}

/** Source: Heap 1963. */
function everyOrder(order: Uint32Array, size: number, visit: () => void): void {
  if (size === 1) {
    visit();
    return;
  }
  for (let i = 0; i < size; i += 1) {
    everyOrder(order, size - 1, visit);
    if (i < size - 1) swap(order, size % 2 === 0 ? i : 0, size - 1);
  }
}

function swap(order: Uint32Array, i: number, j: number): void {
  const held = order[i] ?? 0;
  order[i] = order[j] ?? 0;
  order[j] = held;
}
