import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { addRule, eloRatings, type Game } from "./elo.ts";
import { eloOverEveryOrder, eloOverOrders } from "./elo-over-orders.ts";
import { expectClose, golden } from "./golden.fixture.ts";

const numbers = z.array(z.number());
const Known = z.object({
  tiny: z.object({
    games: z.array(
      z.object({ a: z.int(), b: z.int(), scoreA: z.union([z.literal(0), z.literal(1)]) }),
    ),
    results: z.record(
      z.string(),
      z.object({
        sequentialInFileOrder: numbers,
        exactMeanOverAllOrders: numbers,
        sdOverOrders: numbers,
      }),
    ),
    givenPermutations: z.array(z.object({ order: numbers, K1: numbers, K32: numbers })),
  }),
});
const { tiny } = golden(Known, "10-elo/expected.json");
const games: Game[] = tiny.games.map(({ a, b, scoreA }) =>
  scoreA === 1 ? { winner: a, loser: b } : { winner: b, loser: a },
);
const items = 4;
const fileOrder = games.map((_, i) => i);
const allClose = (ours: ArrayLike<number>, theirs: readonly number[], tolerance = 1e-9) => {
  for (const [i, value] of theirs.entries()) expectClose(at(ours, i), value, tolerance);
};

test.each(Object.entries(tiny.results))("Elo with %s equals exact enumeration", (name, known) => {
  const rule = { k: Number(name.slice(1)), start: 1000 };
  allClose(eloRatings(games, fileOrder, items, rule), known.sequentialInFileOrder);
  const { orders, mean, sd } = eloOverEveryOrder(games, items, rule);
  expect(orders).toBe(40320);
  allClose(mean, known.exactMeanOverAllOrders);
  allClose(sd, known.sdOverOrders);
});

test("Elo in a given order equals the known ratings", () => {
  for (const { order, K1, K32 } of tiny.givenPermutations) {
    allClose(eloRatings(games, order, items, addRule), K1);
    allClose(eloRatings(games, order, items, { k: 32, start: 1000 }), K32);
  }
});

test("random orders come close to all orders, as their noise allows", () => {
  const every = eloOverEveryOrder(games, items, addRule);
  const some = eloOverOrders(games, items, addRule, { orders: 4000, rng: createRng(1, "test") });
  every.mean.forEach((mean, i) => {
    const noise = at(every.sd, i) / Math.sqrt(4000);
    expect(Math.abs(at(some.mean, i) - mean)).toBeLessThan(5 * noise);
    expect(at(some.sd, i) / at(every.sd, i)).toBeCloseTo(1, 1);
  });
});

test("the sum of ratings never changes", () => {
  const game = fc.record({
    winner: fc.integer({ min: 0, max: 2 }),
    loser: fc.integer({ min: 3, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(game, { minLength: 1, maxLength: 60 }), (played) => {
      const ratings = eloRatings(
        played,
        played.map((_, i) => i),
        6,
        addRule,
      );
      expect(ratings.reduce((sum, rating) => sum + rating, 0)).toBeCloseTo(6000, 8);
    }),
  );
});

test("no games is an error, not a rating", () => {
  const rng = createRng(1, "test");
  expect(() => eloOverOrders([], 2, addRule, { orders: 10, rng })).toThrow(RangeError);
  expect(() => eloOverEveryOrder([], 2, addRule)).toThrow(RangeError);
});
