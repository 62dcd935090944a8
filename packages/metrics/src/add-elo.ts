import { at } from "@pairlab/domain/at";
import type { Interval } from "@pairlab/domain/interval";
import { createRng } from "@pairlab/domain/random";
import type { Note, Result } from "@pairlab/domain/result";
import type { Comparison } from "./comparison.ts";
import { addRule, toGame } from "./elo.ts";
import { type EloIntervalOptions, eloIntervals } from "./elo-intervals.ts";
import { eloOverEveryOrder, eloOverOrders, mostEnumeratedGames } from "./elo-over-orders.ts";
import { insufficient, ok, undetermined } from "./result.ts";

export interface AddElo {
  orders: number;
  items: { elo: number; orderSd: number; games: number; interval: Result<Interval> }[];
}

export interface AddEloOptions extends EloIntervalOptions {
  arms: readonly string[];
}

/** ADD's number of runs. */
const orders = 1000;

/**
 * Elo by the rule of the ADD paper, with the spread over orders and, apart from it, an interval for votes.
 *
 * The rule has no room for ties: they are dropped, and a note says how many. Intervals are those of
 * `eloIntervals`.
 *
 * Source: Sauer et al. 2023 (arXiv 2311.17042), appendix B.2.
 * Result: "insufficient" without decisive votes; "undetermined" when an arm has none.
 */
export function addElo(comparisons: readonly Comparison[], options: AddEloOptions): Result<AddElo> {
  const { arms, seed, purpose } = options;
  const decisive = comparisons.filter(({ score }) => score !== 0.5);
  if (decisive.length === 0) return insufficient("no decisive votes", 0, 1);
  const games = decisive.map(toGame);
  const played = arms.map(
    (_, item) => games.filter(({ winner, loser }) => winner === item || loser === item).length,
  );
  const idle = arms.filter((_, item) => at(played, item) === 0);
  if (idle.length > 0)
    return undetermined(
      "an arm without decisive votes has no rating",
      idle.map((arm) => [arm]),
    );
  const rng = createRng(seed, `elo orders ${purpose}`);
  const found =
    games.length <= mostEnumeratedGames
      ? eloOverEveryOrder(games, arms.length, addRule)
      : eloOverOrders(games, arms.length, addRule, { orders, rng });
  const intervals = eloIntervals(comparisons, found.mean, options);
  return ok(
    {
      orders: found.orders,
      items: arms.map((_, item) => ({
        elo: at(found.mean, item),
        orderSd: at(found.sd, item),
        games: at(played, item),
        interval: at(intervals, item),
      })),
    },
    notesOf(comparisons.length - decisive.length),
  );
}

function notesOf(ties: number): Note[] {
  const order: Note = {
    code: "orderNoise",
    text: "the spread over orders is noise of the rule, not a confidence interval; ratings of studies with other numbers of votes can't be compared",
  };
  if (ties === 0) return [order];
  return [
    order,
    { code: "tiesDropped", text: `${ties} ties were left out: the rule has no room for them` },
  ];
}
