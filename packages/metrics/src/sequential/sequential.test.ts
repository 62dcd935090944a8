import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { expectClose, golden } from "../golden.fixture.ts";
import { okValue } from "../ok-value.fixture.ts";
import { bettingSequence } from "./betting-sequence.ts";
import { confidenceSequence, logEvidence, votesForHalfWidth } from "./confidence-sequence.ts";
import { crossingChances, groupSequentialBoundaries } from "./group-sequential.ts";
import { probabilityRatioBounds, probabilityRatioTest } from "./probability-ratio-test.ts";

const Anytime = z.object({
  betaBinomialMixture: z.array(
    z.object({
      k: z.number(),
      n: z.number(),
      priorA: z.number(),
      priorB: z.number(),
      logEvalueAtHalf: z.number(),
      confidenceSequence95: z.array(z.number()),
    }),
  ),
  sprt: z.array(
    z.object({
      p0: z.number(),
      p1: z.number(),
      alpha: z.number(),
      beta: z.number(),
      upper: z.number(),
      lower: z.number(),
      stepWin: z.number(),
      stepLoss: z.number(),
    }),
  ),
});
const anytime = golden(Anytime, "24-sequential/expected-anytime.json");

test.each(anytime.betaBinomialMixture)(
  "the sequence at $k of $n with prior $priorA, $priorB equals the known answers",
  (known) => {
    const mixture = { a: known.priorA, b: known.priorB };
    const evidence = okValue(logEvidence(known.k, known.n, 0.5, mixture));
    expectClose(evidence, known.logEvalueAtHalf, 1e-9);
    const { lower, upper } = okValue(confidenceSequence(known.k, known.n, 0.95, mixture));
    expectClose(lower, at(known.confidenceSequence95, 0), 1e-9);
    expectClose(upper, at(known.confidenceSequence95, 1), 1e-9);
  },
);

test.each(anytime.sprt)("Wald's bounds for $p1 against $p0 equal the known answers", (known) => {
  const ours = probabilityRatioBounds(known);
  for (const name of ["upper", "lower", "stepWin", "stepLoss"] as const)
    expectClose(ours[name], known[name], 1e-9);
});

const GroupSequential = z.object({
  groupSequential: z.array(
    z.object({
      kMax: z.number(),
      type: z.enum(["OF", "P", "asOF", "asP"]),
      alphaOneSided: z.number(),
      informationRates: z.array(z.number()),
      criticalZ: z.array(z.number()),
      stageLevels: z.array(z.number()),
      alphaSpent: z.array(z.number()),
    }),
  ),
});
const shapes = {
  OF: "obrien-fleming",
  P: "pocock",
  asOF: "spend-obrien-fleming",
  asP: "spend-pocock",
} as const;

test.each(golden(GroupSequential, "24-sequential/expected-groupseq.json").groupSequential)(
  "boundaries of $kMax looks, $type, equal the known answers",
  ({ type, alphaOneSided, informationRates, criticalZ, stageLevels, alphaSpent }) => {
    const ours = groupSequentialBoundaries(informationRates, shapes[type], alphaOneSided);
    for (const [look, found] of ours.entries()) {
      expectClose(found.criticalZ, at(criticalZ, look), 1e-6);
      expectClose(found.stageLevel, at(stageLevels, look), 1e-6);
      expectClose(found.alphaSpent, at(alphaSpent, look), 1e-6);
    }
  },
);

test("no votes are insufficient, and impossible counts and plans are refused", () => {
  const mixture = { a: 1, b: 1 };
  expect(confidenceSequence(0, 0, 0.95, mixture).status).toBe("insufficient");
  expect(logEvidence(0, 0, 0.5, mixture).status).toBe("insufficient");
  expect(bettingSequence([], 0.95).status).toBe("insufficient");
  const plan = { p0: 0.5, p1: 0.6, alpha: 0.05, beta: 0.2 };
  expect(probabilityRatioTest(plan, []).status).toBe("insufficient");
  expect(() => confidenceSequence(3, 2, 0.95, mixture)).toThrow(RangeError);
  expect(() => confidenceSequence(1, 2, 1, mixture)).toThrow(RangeError);
  expect(() => logEvidence(1, 2, 0, mixture)).toThrow(RangeError);
  expect(() => logEvidence(1, 2, 0.5, { a: 0, b: 1 })).toThrow(RangeError);
  expect(() => bettingSequence([1.2], 0.95)).toThrow(RangeError);
  expect(() => probabilityRatioBounds({ ...plan, p1: 0.5 })).toThrow(RangeError);
  expect(() => probabilityRatioBounds({ ...plan, alpha: 0.9, beta: 0.2 })).toThrow(RangeError);
  expect(() => groupSequentialBoundaries([0.5, 0.4], "pocock", 0.025)).toThrow(RangeError);
  expect(() => groupSequentialBoundaries([], "pocock", 0.025)).toThrow(RangeError);
  expect(() => votesForHalfWidth(0.5, 0.6, 0.95, mixture)).toThrow(RangeError);
});

test("a sequence holds the share seen, mirrors with the votes, and a point is inside exactly when not rejected", () => {
  const counts = fc
    .integer({ min: 1, max: 3000 })
    .chain((n) => fc.record({ n: fc.constant(n), k: fc.integer({ min: 0, max: n }) }));
  fc.assert(
    fc.property(counts, fc.double({ min: 0.01, max: 0.99, noNaN: true }), ({ k, n }, p) => {
      const mixture = { a: 2, b: 2 };
      const { lower, upper } = okValue(confidenceSequence(k, n, 0.95, mixture));
      expect(lower).toBeLessThanOrEqual(k / n);
      expect(upper).toBeGreaterThanOrEqual(k / n);
      const turned = okValue(confidenceSequence(n - k, n, 0.95, mixture));
      expect(turned.lower).toBeCloseTo(1 - upper, 9);
      fc.pre(Math.min(Math.abs(p - lower), Math.abs(p - upper)) > 1e-9);
      const rejected = okValue(logEvidence(k, n, p, mixture)) > Math.log(20);
      expect(rejected).toBe(p < lower || p > upper);
    }),
  );
});

test("looking after every vote, the sequence leaves out the truth in at most one study of twenty", () => {
  let left = 0;
  for (let study = 0; study < 400; study += 1) {
    const rng = createRng(1, "sequence", study);
    let k = 0;
    for (let n = 1; n <= 300; n += 1) {
      k += rng.float() < 0.6 ? 1 : 0;
      if (okValue(logEvidence(k, n, 0.6, { a: 1, b: 1 })) > Math.log(20)) {
        left += 1;
        break;
      }
    }
  }
  expect(left / 400).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / 400));
});

test("the betting interval holds the mean, narrows, and leaves out the truth rarely at any time", () => {
  const raters = (n: number, seed: number) => {
    const rng = createRng(seed, "raters");
    // Means of ten answers with a spread of raters around .6.
    return Array.from({ length: n }, () => {
      const own = 0.6 + (rng.float() - 0.5) * 0.4;
      const wins = Array.from({ length: 10 }, () => (rng.float() < own ? 1 : 0));
      return wins.reduce<number>((sum, win) => sum + win, 0) / 10;
    });
  };
  const widths = [20, 80, 320].map((n) => {
    const { lower, upper } = okValue(bettingSequence(raters(n, 1), 0.95));
    expect(lower).toBeLessThan(0.6);
    expect(upper).toBeGreaterThan(0.6);
    return upper - lower;
  });
  expect(widths.toSorted((a, b) => b - a)).toEqual(widths);
  expect(at(widths, 2)).toBeLessThan(0.12);
  const missed = Array.from({ length: 200 }, (_, seed) => raters(60, seed + 10)).filter((seen) => {
    const { lower, upper } = okValue(bettingSequence(seen, 0.95));
    return lower > 0.6 || upper < 0.6;
  });
  expect(missed.length).toBeLessThanOrEqual(16);
  expect(bettingSequence([...Array(200).fill(0), ...Array(400).fill(1)], 0.95)).toMatchObject({
    status: "undetermined",
  });
});

test("the betting interval pins its ends where nothing speaks against 0 or 1", () => {
  expect(okValue(bettingSequence([1, 1, 1], 0.95)).upper).toBe(1);
  expect(okValue(bettingSequence([0, 0, 0], 0.95)).lower).toBe(0);
});

test("Wald's test ends at the first crossing", () => {
  const plan = { p0: 0.5, p1: 0.6, alpha: 0.05, beta: 0.2 };
  const wins = (n: number) => new Array<boolean>(n).fill(true);
  expect(okValue(probabilityRatioTest(plan, wins(15))).decision).toBe("continue");
  expect(okValue(probabilityRatioTest(plan, wins(30)))).toMatchObject({
    decision: "p1",
    votes: 16,
  });
  const losses = wins(20).map((win) => !win);
  expect(okValue(probabilityRatioTest(plan, losses))).toMatchObject({ decision: "p0", votes: 7 });
});

test("votes for a half-width are the first number that reaches it", () => {
  const mixture = { a: 1, b: 1 };
  const n = okValue(votesForHalfWidth(0.6, 0.05, 0.95, mixture));
  const half = (votes: number) => {
    const { lower, upper } = okValue(confidenceSequence(0.6 * votes, votes, 0.95, mixture));
    return (upper - lower) / 2;
  };
  expect(half(n)).toBeLessThanOrEqual(0.05);
  expect(half(n - 1)).toBeGreaterThan(0.05);
  expect(votesForHalfWidth(0.5, 0.0001, 0.95, mixture).status).toBe("undetermined");
});

test("one look is the fixed test, and looks above plan leave what is left of alpha to the last", () => {
  const [fixed] = groupSequentialBoundaries([1], "pocock", 0.025);
  expect(fixed?.criticalZ).toBeCloseTo(1.959963984540054, 9);
  const over = groupSequentialBoundaries([0.5, 1.2], "spend-obrien-fleming", 0.025);
  expect(over[1]?.alphaSpent).toBeCloseTo(0.025, 9);
  const early = groupSequentialBoundaries([0.5, 1, 1.1], "spend-obrien-fleming", 0.025);
  expect(early[1]?.alphaSpent).toBeCloseTo(0.025, 9);
});

test("crossing chances under no effect equal simulated ones", () => {
  const bounds = [2.2, 2.0, 1.9];
  const rates = [0.3, 0.7, 1];
  const chances = crossingChances(rates, bounds);
  const rng = createRng(5, "crossing");
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - rng.float())) * Math.cos(2 * Math.PI * rng.float());
  const studies = 40_000;
  const crossed = [0, 0, 0];
  for (let study = 0; study < studies; study += 1) {
    let sum = 0;
    for (const [look, rate] of rates.entries()) {
      sum += normal() * Math.sqrt(rate - (rates[look - 1] ?? 0));
      if (sum <= at(bounds, look) * Math.sqrt(rate)) continue;
      crossed[look] = at(crossed, look) + 1;
      break;
    }
  }
  for (const [look, chance] of chances.entries())
    expect(Math.abs(at(crossed, look) / studies - chance)).toBeLessThan(
      4 * Math.sqrt(chance / studies),
    );
});

test("when all votes agree an end of the sequence is exactly 0 or 1", () => {
  for (const n of [1, 10, 1000]) {
    expect(okValue(confidenceSequence(0, n, 0.95, { a: 1, b: 1 })).lower).toBe(0);
    expect(okValue(confidenceSequence(n, n, 0.95, { a: 1, b: 1 })).upper).toBe(1);
  }
});
