import { at } from "@pairlab/domain/at";
import type { Interval } from "@pairlab/domain/interval";
import { createRng } from "@pairlab/domain/random";
import type { Note, Result } from "@pairlab/domain/result";
import { clusterWeights } from "./cluster-weights.ts";
import type { Comparison, Estimand } from "./comparison.ts";
import { addRule, type Game } from "./elo.ts";
import { eloOverEveryOrder, eloOverOrders, mostEnumeratedGames } from "./elo-over-orders.ts";
import { quantile } from "./quantile.ts";
import { insufficient, ok, undetermined } from "./result.ts";

export interface AddElo {
  orders: number;
  items: { elo: number; orderSd: number; games: number; interval: Result<Interval> }[];
}

export interface AddEloOptions {
  arms: readonly string[];
  estimand: Estimand;
  level: number;
  seed: number;
  /** Names the random streams: results for two questions are drawn apart. */
  purpose: string;
  orders?: number;
  replicates?: number;
  /** Orders inside a replicate: their noise is small against that of the votes. */
  ordersInReplicate?: number;
}

/**
 * Elo by the rule of the ADD paper, with the spread over orders and, apart from it, an interval for votes.
 *
 * The rule has no room for ties: they are dropped, and a note says how many. The interval is the percentile
 * one of a cluster bootstrap with the mean over orders inside each replicate.
 *
 * Source: Sauer et al. 2023 (arXiv 2311.17042), appendix B.2; bootstrap of Owen 2007.
 * Result: "insufficient" without decisive votes; "undetermined" when an arm has none.
 */
export function addElo(comparisons: readonly Comparison[], options: AddEloOptions): Result<AddElo> {
  const { arms, seed, purpose, orders = 1000 } = options;
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
  const intervals = bootstrapIntervals(decisive, games, options);
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

const toGame = ({ a, b, score }: Comparison): Game =>
  score === 1 ? { winner: a, loser: b } : { winner: b, loser: a };

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

function bootstrapIntervals(
  decisive: readonly Comparison[],
  games: readonly Game[],
  { arms, estimand, level, seed, purpose, replicates = 1000, ordersInReplicate = 4 }: AddEloOptions,
): Result<Interval>[] {
  const few = tooFewClusters(decisive, estimand);
  if (few !== undefined) return arms.map(() => few);
  const weights = clusterWeights(decisive, estimand);
  const drawn: number[][] = arms.map(() => []);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const rng = createRng(seed, `elo bootstrap ${purpose}`, replicate);
    const counts = weights(rng);
    const resampled = games.flatMap((game, i) => new Array<Game>(at(counts, i)).fill(game));
    const { mean } = eloOverOrders(resampled, arms.length, addRule, {
      orders: ordersInReplicate,
      rng,
    });
    const played = new Set(resampled.flatMap(({ winner, loser }) => [winner, loser]));
    for (const item of played) at(drawn, item).push(at(mean, item));
  }
  return drawn.map((ratings) => percentileInterval(ratings, replicates, level));
}

function percentileInterval(
  ratings: readonly number[],
  replicates: number,
  level: number,
): Result<Interval> {
  const unusable = replicates - ratings.length;
  if (unusable > replicates / 2)
    return insufficient("an arm has votes in too few replicates", ratings.length, replicates / 2);
  const sorted = [...ratings].sort((one, other) => one - other);
  const interval: Interval = {
    kind: "bootstrap-percentile",
    level,
    lower: quantile(sorted, (1 - level) / 2),
    upper: quantile(sorted, (1 + level) / 2),
  };
  const text = `in ${unusable} of ${replicates} replicates the arm had no vote`;
  return ok(interval, unusable === 0 ? [] : [{ code: "replicatesUnusable", text }]);
}

function tooFewClusters(
  votes: readonly Comparison[],
  estimand: Estimand,
): Result<never> | undefined {
  const counts = {
    prompts: estimand === "raters-like-these" ? 2 : new Set(votes.map((vote) => vote.prompt)).size,
    raters: estimand === "prompts-like-these" ? 2 : new Set(votes.map((vote) => vote.rater)).size,
  };
  const short = Object.entries(counts).find(([, count]) => count < 2);
  return short && insufficient(`too few ${short[0]} to resample`, short[1], 2);
}
