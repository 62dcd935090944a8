import { at } from "@pairlab/domain/at";
import type { Comparison } from "./comparison.ts";

/** A decisive game: indices of winner and loser. */
export interface Game {
  winner: number;
  loser: number;
}

/** The game of a vote that isn't a tie. */
export const toGame = ({ a, b, score }: Pick<Comparison, "a" | "b" | "score">): Game =>
  score === 1 ? { winner: a, loser: b } : { winner: b, loser: a };

/** How ratings move. ADD: k = 1, start = 1000. */
export interface EloRule {
  k: number;
  start: number;
}

/** The rule of the ADD paper. Source: Sauer et al. 2023 (arXiv 2311.17042), appendix B.2. */
export const addRule: EloRule = { k: 1, start: 1000 };

/** Games as words, winner above loser: a list that is shuffled and read fast. Up to 65,536 items. */
export const packGames = (games: readonly Game[]): Uint32Array =>
  Uint32Array.from(games, ({ winner, loser }) => packed(winner, loser));

export const packed = (winner: number, loser: number): number => ((winner << 16) | loser) >>> 0;

/**
 * Ratings after games in a given order.
 *
 * Both players move from their ratings before the game, by k (S − E) with E = 1/(1 + 10^((other − own)/400)),
 * so the sum of ratings never changes.
 *
 * Source: Sauer et al. 2023 (arXiv 2311.17042), appendix B.2.
 * Shape:  order[i] is the index of the i-th game; one rating an item comes back.
 */
export function eloRatings(
  games: readonly Game[],
  order: ArrayLike<number>,
  items: number,
  rule: EloRule,
): Float64Array {
  const inOrder = Array.from({ length: order.length }, (_, i) => at(games, at(order, i)));
  const ratings = new Float64Array(items);
  playGames(packGames(inOrder), ratings, rule);
  return ratings;
}

/** Sets ratings to those after packed games, in their order. Shape: one rating an item. */
export function playGames(games: Uint32Array, ratings: Float64Array, { k, start }: EloRule): void {
  ratings.fill(start);
  for (let i = 0; i < games.length; i += 1) play(ratings, games[i] ?? 0, k);
}

/** Orders of the same games that `playOrders` plays at once: none waits for another's rounding. */
export const ordersAtOnce = 4;

/**
 * Ratings after each of four orders of the same games; the same numbers as `playGames` on each.
 *
 * Shape:  orders are four lists of packed games of one length; ratings four lists of one rating an item.
 */
export function playOrders(
  orders: readonly Uint32Array[],
  ratings: readonly Float64Array[],
  { k, start }: EloRule,
): void {
  for (const list of ratings) list.fill(start);
  const none = new Uint32Array(0);
  const [one = none, two = none, three = none, four = none] = orders;
  const [first, second, third, fourth] = ratings;
  if (!first || !second || !third || !fourth) throw new RangeError("playOrders: four of each");
  for (let i = 0; i < one.length; i += 1) {
    play(first, one[i] ?? 0, k);
    play(second, two[i] ?? 0, k);
    play(third, three[i] ?? 0, k);
    play(fourth, four[i] ?? 0, k);
  }
}

/** A packed game with this bit is a tie: half a win for both. */
export const tieBit = 0x80000000;
/** With ties, the winner's place has one bit less. */
export const mostEloItems = 32_767;

/** As `playGames`, for games of which some are ties. */
export function playWithTies(
  games: Uint32Array,
  ratings: Float64Array,
  { k, start }: EloRule,
): void {
  ratings.fill(start);
  for (let i = 0; i < games.length; i += 1) {
    const game = games[i] ?? 0;
    if (game < tieBit) play(ratings, game, k);
    else {
      const one = (game - tieBit) >>> 16;
      const other = game & 0xffff;
      const gap = (ratings[other] ?? 0) - (ratings[one] ?? 0);
      const move = k * (0.5 - 1 / (1 + Math.exp(scale * gap)));
      ratings[one] = (ratings[one] ?? 0) + move;
      ratings[other] = (ratings[other] ?? 0) - move;
    }
  }
}

const scale = Math.LN10 / 400;

function play(ratings: Float64Array, game: number, k: number): void {
  const winner = game >>> 16;
  const loser = game & 0xffff;
  const own = ratings[winner] ?? 0;
  const other = ratings[loser] ?? 0;
  const move = k * (1 - 1 / (1 + Math.exp(scale * (other - own))));
  ratings[winner] = own + move;
  ratings[loser] = other - move;
}
