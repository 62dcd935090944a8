import { at } from "@pairlab/domain/at";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { clopperPearsonInterval } from "../clopper-pearson-interval.ts";
import { expectClose, golden } from "../golden.fixture.ts";
import { okValue } from "../ok-value.fixture.ts";
import { binomialProbabilities } from "./binomial-probabilities.ts";
import { binomialTest, signTest } from "./binomial-test.ts";
import { mcnemarTest } from "./mcnemar-test.ts";
import { fisherTest, pooledTest } from "./two-share-tests.ts";

const tolerance = 1e-12;
const maybe = z.union([z.number(), z.object({}).transform(() => undefined)]);
const Case13 = z.object({
  binomial: z.array(
    z.object({
      x: z.number(),
      n: z.number(),
      p0: z.number(),
      twoSidedMinLike: z.number(),
      twoSidedDoubled: z.number(),
      twoSidedMidP: z.number(),
      greater: z.number(),
      less: z.number(),
      scoreZp: z.number(),
    }),
  ),
  mcnemar: z.array(
    z.object({
      b: z.number(),
      c: z.number(),
      chisqNoCC: maybe,
      pNoCC: maybe,
      chisqCC: maybe,
      pCC: maybe,
      pExact: z.number(),
      pMid: z.number(),
    }),
  ),
});
const { binomial, mcnemar } = golden(Case13, "13-exact-tests/expected.json");

test.each(binomial)("$x of $n against $p0 equals the known p-values", (known) => {
  const ours = okValue(binomialTest(known.x, known.n, known.p0));
  expectClose(ours.minimumLikelihood, known.twoSidedMinLike, tolerance);
  expectClose(ours.doubled, known.twoSidedDoubled, tolerance);
  expectClose(ours.midP, known.twoSidedMidP, tolerance);
  expectClose(ours.greater, known.greater, tolerance);
  expectClose(ours.less, known.less, tolerance);
  expectClose(ours.score, known.scoreZp, tolerance);
});

test.each(mcnemar)("McNemar's test of $b and $c equals the known answers", (known) => {
  const ours = mcnemarTest(known.b, known.c);
  expectClose(ours.exact, known.pExact, tolerance);
  expectClose(ours.midP, known.pMid, tolerance);
  if (known.chisqNoCC === undefined) {
    expect([ours.chiSquare.status, ours.corrected.status]).toEqual([
      "undetermined",
      "undetermined",
    ]);
    return;
  }
  expectClose(okValue(ours.chiSquare).statistic, known.chisqNoCC, tolerance);
  expectClose(okValue(ours.chiSquare).p, known.pNoCC ?? Number.NaN, tolerance);
  expectClose(okValue(ours.corrected).statistic, known.chisqCC ?? Number.NaN, tolerance);
  expectClose(okValue(ours.corrected).p, known.pCC ?? Number.NaN, tolerance);
});

const Case12 = z.object({
  independent: z.array(
    z.object({
      x1: z.number(),
      n1: z.number(),
      x2: z.number(),
      n2: z.number(),
      fisherP: z.number(),
      pooledZp: z.number().nullable(),
    }),
  ),
});

test.each(golden(Case12, "12-proportion-difference/expected.json").independent)(
  "Fisher's and the pooled test of $x1/$n1 and $x2/$n2 equal R's",
  (known) => {
    const first = { x: known.x1, n: known.n1 };
    const second = { x: known.x2, n: known.n2 };
    expectClose(okValue(fisherTest(first, second)), known.fisherP, tolerance);
    const pooled = pooledTest(first, second);
    if (known.pooledZp === null) expect(pooled.status).toBe("undetermined");
    else expectClose(okValue(pooled).p, known.pooledZp, tolerance);
  },
);

test("no votes are insufficient, impossible ones an error", () => {
  expect(binomialTest(0, 0, 0.5).status).toBe("insufficient");
  expect(signTest(0, 0).status).toBe("insufficient");
  expect(fisherTest({ x: 0, n: 0 }, { x: 1, n: 2 }).status).toBe("insufficient");
  expect(pooledTest({ x: 1, n: 2 }, { x: 0, n: 0 }).status).toBe("insufficient");
  expect(() => binomialTest(3, 2, 0.5)).toThrow(RangeError);
  expect(() => binomialTest(1, 2, 1)).toThrow(RangeError);
  expect(() => binomialTest(0.5, 2, 0.5)).toThrow(RangeError);
  expect(() => mcnemarTest(-1, 2)).toThrow(RangeError);
  expect(() => fisherTest({ x: 3, n: 2 }, { x: 1, n: 2 })).toThrow(RangeError);
  expect(() => pooledTest({ x: 1.5, n: 2 }, { x: 1, n: 2 })).toThrow(RangeError);
});

test("binomial probabilities sum to 1 and have mean np and variance npq, also for a million trials", () => {
  for (const [n, p] of [
    [1, 0.2],
    [50, 0.9],
    [1_000_000, 0.47],
  ] as const) {
    const probabilities = binomialProbabilities(n, p);
    const moment = (power: number) =>
      probabilities.reduce((sum, q, k) => sum + q * (k - n * p) ** power, 0);
    expectClose(moment(0), 1, 1e-12);
    expectClose(moment(1), 0, 1e-9);
    expectClose(moment(2), n * p * (1 - p), 1e-9);
  }
  expect(binomialTest(500_000, 1_000_000, 0.5)).toMatchObject({ status: "ok" });
});

const outcome = fc
  .integer({ min: 1, max: 400 })
  .chain((n) => fc.record({ n: fc.constant(n), x: fc.integer({ min: 0, max: n }) }));

test("tails overlap in the outcome seen, and a p-value is never above 1, nor 0 unless it is below all numbers", () => {
  fc.assert(
    fc.property(outcome, fc.constantFrom(0.1, 0.5, 0.75), ({ x, n }, p0) => {
      const ours = okValue(binomialTest(x, n, p0));
      const seen = at(binomialProbabilities(n, p0), x);
      expectClose(ours.less + ours.greater, 1 + seen, 1e-11);
      for (const p of [ours.minimumLikelihood, ours.doubled, ours.less, ours.greater]) {
        if (seen > 0) expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }
      expect(ours.midP).toBeLessThanOrEqual(ours.doubled);
      expectClose(okValue(signTest(x, n - x)), okValue(binomialTest(n - x, n, 0.5)).doubled, 1e-11);
    }),
  );
});

test("the doubled test rejects p0 exactly when Clopper and Pearson's interval leaves it out", () => {
  fc.assert(
    fc.property(outcome, fc.double({ min: 0.02, max: 0.98, noNaN: true }), ({ x, n }, p0) => {
      const { lower, upper } = clopperPearsonInterval(x, n, 0.95);
      fc.pre(Math.min(Math.abs(p0 - lower), Math.abs(p0 - upper)) > 1e-6);
      const { doubled } = okValue(binomialTest(x, n, p0));
      expect(doubled < 0.05).toBe(p0 < lower || p0 > upper);
    }),
  );
});

test("the continuity correction never makes an even split look like a difference", () => {
  const { corrected, chiSquare } = mcnemarTest(3, 3);
  expect(okValue(corrected)).toEqual({ statistic: 0, p: 1 });
  expect(okValue(chiSquare)).toEqual({ statistic: 0, p: 1 });
});
