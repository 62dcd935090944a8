import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import { binomialProbabilities } from "../tests-of-shares/binomial-probabilities.ts";
import { binomialDraw, multinomialCounts } from "./multinomial-counts.ts";

test.each([
  [1, 0.3],
  [12, 0.05],
  [40, 0.5],
  [300, 0.93],
])("draws of %d trials at %d come as often as their probabilities", (n, p) => {
  const draws = 20_000;
  const rng = createRng(1, `binomial ${n}`);
  const seen = new Array<number>(n + 1).fill(0);
  for (let i = 0; i < draws; i += 1) {
    const k = binomialDraw(n, p, rng);
    seen[k] = at(seen, k) + 1;
  }
  for (const [k, chance] of binomialProbabilities(n, p).entries()) {
    const error = Math.sqrt((chance * (1 - chance)) / draws);
    expect(Math.abs(at(seen, k) / draws - chance)).toBeLessThan(5 * error + 1e-4);
  }
});

test("no chance and certainty need no luck, and wrong numbers are refused", () => {
  const rng = createRng(1, "edges");
  expect([binomialDraw(9, 0, rng), binomialDraw(9, 1, rng), binomialDraw(0, 0.5, rng)]).toEqual([
    0, 9, 0,
  ]);
  for (const [n, p] of [
    [-1, 0.5],
    [1.5, 0.5],
    [3, 1.1],
    [3, Number.NaN],
  ] as const)
    expect(() => binomialDraw(n, p, rng)).toThrow(RangeError);
});

test("counts sum to what is there, a kind that isn't there never comes, and means are right", () => {
  const times = fc.array(fc.nat(30), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(times, fc.nat(1000), (there, seed) => {
      const counts = multinomialCounts(there, createRng(seed, "kinds"));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(
        there.reduce((sum, n) => sum + n, 0),
      );
      for (const [k, n] of there.entries()) if (n === 0) expect(counts[k]).toBe(0);
    }),
  );
  const there = [1, 5, 20, 74];
  const rng = createRng(2, "means");
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < 5000; i += 1)
    for (const [k, count] of multinomialCounts(there, rng).entries()) sums[k] = at(sums, k) + count;
  for (const [k, n] of there.entries()) expect(Math.abs(at(sums, k) / 5000 - n)).toBeLessThan(0.3);
});
