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
  { k, start }: EloRule,
): Float64Array {
  const ratings = new Float64Array(items).fill(start);
  const scale = Math.LN10 / 400;
  for (let i = 0; i < order.length; i += 1) {
    const { winner, loser } = at(games, at(order, i));
    const gap = at(ratings, loser) - at(ratings, winner);
    const move = k * (1 - 1 / (1 + Math.exp(scale * gap)));
    ratings[winner] = at(ratings, winner) + move;
    ratings[loser] = at(ratings, loser) - move;
  }
  return ratings;
}
