import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addRule } from "./elo.ts";
import { eloFlow } from "./elo-flow.ts";
import { eloOverOrders } from "./elo-over-orders.ts";

/** Wins of the first of two items out of so many games. */
const two = (won: number, games: number): Float64Array =>
  Float64Array.from([0, won, games - won, 0]);

test.each([
  [60, 100],
  [240, 400],
  [320, 400],
  [1280, 1600],
  [380, 400],
])(
  "%i wins of %i games: the limit lies within a quarter of a point of the mean over orders",
  (won, games) => {
    const list = Array.from({ length: games }, (_, game) =>
      game < won ? { winner: 0, loser: 1 } : { winner: 1, loser: 0 },
    );
    const { mean, sd } = eloOverOrders(list, 2, addRule, {
      orders: 1000,
      rng: createRng(won, "flow"),
    });
    const [rating = 0] = eloFlow(two(won, games), 2, addRule);
    const noise = at(sd, 0) / Math.sqrt(1000);
    expect(Math.abs(rating - at(mean, 0))).toBeLessThan(0.25 + 4 * noise);
  },
);

test("many games at one share end where the share says: 400 log10 of the odds", () => {
  const [one = 0, other = 0] = eloFlow(two(60_000, 100_000), 2, addRule);
  expect(one - other).toBeCloseTo(400 * Math.log10(1.5), 6);
});

test("ratings keep their sum, idle items their start, and follow the names of items", () => {
  const count = fc.integer({ min: 0, max: 300 });
  fc.assert(
    fc.property(fc.array(count, { minLength: 9, maxLength: 9 }), (counts) => {
      const wins = Float64Array.from(counts, (value, place) => (place % 4 === 0 ? 0 : value));
      const ratings = eloFlow(wins, 3, addRule);
      expect(ratings.reduce((sum, rating) => sum + rating, 0)).toBeCloseTo(3000, 8);
      const turned = eloFlow(Float64Array.from(wins).reverse(), 3, addRule).reverse();
      ratings.forEach((rating, item) => {
        expect(at(turned, item)).toBeCloseTo(rating, 8);
      });
      const idle = Float64Array.from({ length: 16 }, (_, place) =>
        place % 4 < 3 && place < 12 ? at(wins, Math.floor(place / 4) * 3 + (place % 4)) : 0,
      );
      expect(at(eloFlow(idle, 4, addRule), 3)).toBe(1000);
    }),
  );
});
