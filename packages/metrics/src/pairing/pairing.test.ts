import { at } from "@pairlab/domain/at";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { expectClose, golden } from "../golden.fixture.ts";
import { okValue } from "../ok-value.fixture.ts";
import { informationGain } from "./information-gain.ts";
import { pairTree } from "./pair-tree.ts";

const Matrix = z.array(z.array(z.number()));
const Case25 = z.object({
  cases: z.array(
    z.object({
      M: Matrix,
      approx: z.boolean(),
      eigMinusN_half: Matrix,
      mstPairs: Matrix.nullable(),
    }),
  ),
  convergedEP: z.object({
    cases: z.array(
      z.object({
        M: Matrix,
        posteriorMean: z.array(z.number()),
        posteriorVar: z.array(z.number()),
        eig: Matrix,
        best: z.array(z.number()),
      }),
    ),
  }),
  twoItemExactPosterior: z.object({
    wins: z.tuple([z.number(), z.number()]),
    diffMeanEP: z.number(),
    diffMeanExact: z.number(),
  }),
});
const known = golden(Case25, "25-asap-eig/expected.json");

const below = (matrix: readonly (readonly number[])[]) =>
  matrix.flatMap((row, i) => row.slice(0, i).map((value, j) => ({ pair: `${i} ${j}`, value })));
const order = (matrix: readonly (readonly number[])[]) =>
  below(matrix)
    .sort((one, other) => other.value - one.value)
    .map(({ pair }) => pair);

test.each(known.convergedEP.cases)("gains equal converged expectation propagation", (theirs) => {
  const ours = okValue(informationGain(theirs.M));
  for (const [i, mean] of theirs.posteriorMean.entries()) {
    expectClose(at(ours.mean, i), mean, 1e-8);
    expectClose(at(ours.variance, i), at(theirs.posteriorVar, i), 1e-8);
  }
  const gains = below(ours.gain);
  for (const [k, { value }] of below(theirs.eig).entries())
    expectClose(at(gains, k).value, value, 1e-8);
  expect(at(order(ours.gain), 0)).toBe(theirs.best.join(" "));
});

test.each(known.cases.filter(({ approx }) => !approx))(
  "gains are ASAP's within 2 %, in the same order",
  ({ M, eigMinusN_half }) => {
    const ours = okValue(informationGain(M)).gain;
    const gains = below(ours);
    for (const [k, { value }] of below(eigMinusN_half).entries())
      expect(Math.abs(at(gains, k).value / value - 1)).toBeLessThan(0.02);
    expect(order(ours)).toEqual(order(eigMinusN_half));
  },
);

const asPairs = (pairs: readonly (readonly number[])[]) =>
  pairs.map((pair) => [...pair].sort().join(" ")).sort();

test.each(known.cases.filter(({ mstPairs }) => mstPairs !== null))(
  "the batch of a gain matrix is ASAP's tree",
  ({ eigMinusN_half, mstPairs }) => {
    const symmetric = eigMinusN_half.map((row, i) =>
      row.map((value, j) => (j < i ? value : at(at(eigMinusN_half, j), i))),
    );
    expect(asPairs(pairTree(symmetric))).toEqual(asPairs(mstPairs ?? []));
  },
);

test("two items have the known approximate difference, near the exact one", () => {
  const [first, second] = known.twoItemExactPosterior.wins;
  const { mean } = okValue(
    informationGain([
      [0, first],
      [second, 0],
    ]),
  );
  const difference = at(mean, 0) - at(mean, 1);
  expectClose(difference, known.twoItemExactPosterior.diffMeanEP, 1e-8);
  expect(Math.abs(difference - known.twoItemExactPosterior.diffMeanExact)).toBeLessThan(0.02);
});

test("relabelling items permutes gains, gains are symmetric and above 0, and the tree connects all", () => {
  const wins = fc.integer({ min: 2, max: 5 }).chain((n) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    }),
  );
  fc.assert(
    fc.property(wins, (matrix) => {
      const { gain } = okValue(informationGain(matrix));
      const last = matrix.length - 1;
      const turned = matrix.map((row, i) => row.map((_, j) => at(at(matrix, last - i), last - j)));
      const other = okValue(informationGain(turned)).gain;
      for (const [i, row] of gain.entries())
        for (const [j, value] of row.entries()) {
          expectClose(at(at(other, last - i), last - j), value, 1e-9);
          if (i !== j) expect(value).toBeGreaterThan(0);
        }
      const reached = new Set(pairTree(gain).flat());
      expect(pairTree(gain)).toHaveLength(last);
      expect(reached.size).toBe(matrix.length);
    }),
    { numRuns: 40 },
  );
});

test("a pair that met often tells less than one that never did", () => {
  const { gain } = okValue(
    informationGain([
      [0, 20, 0],
      [20, 0, 0],
      [0, 0, 0],
    ]),
  );
  expect(at(at(gain, 0), 1)).toBeLessThan(at(at(gain, 0), 2));
});

test("one item is insufficient; what isn't a table of wins is refused", () => {
  expect(informationGain([[0]]).status).toBe("insufficient");
  expect(informationGain([]).status).toBe("insufficient");
  for (const wins of [
    [[0, 1]],
    [
      [0, -1],
      [1, 0],
    ],
    [
      [0, Number.NaN],
      [1, 0],
    ],
  ])
    expect(() => informationGain(wins)).toThrow(RangeError);
  expect(() =>
    pairTree([
      [0, 0],
      [0, 0],
    ]),
  ).toThrow(RangeError);
  expect(() => pairTree([[0], [1, 0]])).toThrow(RangeError);
});
