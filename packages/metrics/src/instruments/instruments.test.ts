import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import { expect, test } from "vitest";
import { okValue } from "../ok-value.fixture.ts";
import { correctedPrevalence } from "./corrected-prevalence.ts";
import {
  jensenShannonBits,
  meanAbsoluteDifference,
  nullExpectation,
  totalVariation,
} from "./null-expectation.ts";
import { predictionPoweredMean } from "./prediction-powered-mean.ts";

/** Cases of prevalence .2 seen by an instrument of given errors. */
function cases(n: number, sensitivity: number, specificity: number, seed: number) {
  const rng = createRng(seed, "cases");
  return Array.from({ length: n }, () => {
    const label = rng.float() < 0.2 ? 1 : 0;
    const right = rng.float() < (label === 1 ? sensitivity : specificity);
    return { label, output: right ? label : 1 - label };
  });
}

test("prediction-powered means have the half-width of the formula and cover the truth", () => {
  // .042 against .055 of labels alone: N = 1,000, n = 200, sensitivity .90, specificity .95.
  const studies = Array.from({ length: 400 }, (_, study) => {
    const outputs = cases(1000, 0.9, 0.95, 2 * study).map(({ output }) => output);
    return okValue(predictionPoweredMean(outputs, cases(200, 0.9, 0.95, 2 * study + 1)));
  });
  const mean = (of: (study: (typeof studies)[number]) => number) =>
    studies.reduce((sum, study) => sum + of(study), 0) / studies.length;
  expect(mean(({ lower, upper }) => (upper - lower) / 2)).toBeCloseTo(0.042, 2);
  expect(mean(({ labelsAlone }) => (labelsAlone.upper - labelsAlone.lower) / 2)).toBeCloseTo(
    0.055,
    2,
  );
  expect(mean(({ value }) => value)).toBeCloseTo(0.2, 2);
  const covered = mean(({ lower, upper }) => Number(lower <= 0.2 && upper >= 0.2));
  expect(covered).toBeGreaterThan(0.92);
  expect(covered).toBeLessThan(0.98);
});

test("a useless instrument is said to add nothing, and too few labels are insufficient", () => {
  const outputs = cases(1000, 0.5, 0.5, 1).map(({ output }) => output);
  const useless = predictionPoweredMean(outputs, cases(200, 0.5, 0.5, 2));
  expect(useless).toMatchObject({
    status: "ok",
    value: { addsNothing: true },
    notes: [{ text: "this instrument adds nothing here" }],
  });
  expect(predictionPoweredMean(outputs, cases(99, 0.9, 0.9, 2))).toMatchObject({
    status: "insufficient",
    have: 99,
    need: 100,
  });
  expect(predictionPoweredMean([1], cases(100, 0.9, 0.9, 2)).status).toBe("insufficient");
  expect(() => predictionPoweredMean([Number.NaN, 1], cases(100, 0.9, 0.9, 2))).toThrow(RangeError);
});

const options = (seed = 1) => ({
  level: 0.95,
  replicates: 2000,
  rng: createRng(seed, "prevalence"),
});
const calibration = {
  outputs: { hits: 220, n: 1000 },
  sensitivity: { hits: 90, n: 100 },
  specificity: { hits: 95, n: 100 },
};

test("corrected prevalence undoes known errors, and its interval is that of all three counts", () => {
  const found = okValue(correctedPrevalence(calibration, options()));
  expect(found.value).toBeCloseTo(0.2, 12);
  expect(found.lower).toBeLessThan(0.2);
  expect(found.upper).toBeGreaterThan(0.2);
  // By the delta method the standard error is .0287; the law is skewed a little.
  expect((found.upper - found.lower) / 2).toBeCloseTo(1.96 * 0.0287, 2);
  expect(okValue(correctedPrevalence(calibration, options()))).toEqual(found);
});

test("an instrument no better than a coin leaves prevalence undetermined", () => {
  const coin = {
    ...calibration,
    sensitivity: { hits: 50, n: 100 },
    specificity: { hits: 50, n: 100 },
  };
  expect(correctedPrevalence(coin, options()).status).toBe("undetermined");
  const barely = {
    ...calibration,
    sensitivity: { hits: 51, n: 100 },
    specificity: { hits: 52, n: 100 },
  };
  expect(correctedPrevalence(barely, options()).status).toBe("undetermined");
  const none = { ...calibration, specificity: { hits: 0, n: 0 } };
  expect(correctedPrevalence(none, options()).status).toBe("insufficient");
  expect(() =>
    correctedPrevalence({ ...calibration, outputs: { hits: 3, n: 2 } }, options()),
  ).toThrow(RangeError);
});

// Expected values exactly on target: 10,000 draws, last digit within Monte Carlo error.
test.each([
  [8, 0.137, 0.086, 0.43, 0.34, 0.28],
  [20, 0.088, 0.051, 0.26, 0.22, 0.108],
  [100, 0.04, 0.024, 0.12, 0.1, 0.017],
])(
  "with %d cases chance alone makes the known distances",
  (n, half, mean, ten, seven, divergence) => {
    const even = (k: number) => new Array<number>(k).fill(1 / k);
    const counts = (k: number) => Array.from({ length: k }, (_, i) => (i === 0 ? n : 0));
    const nullMean = (k: number, distance: typeof totalVariation) =>
      okValue(
        nullExpectation(counts(k), even(k), distance, {
          draws: 4000,
          rng: createRng(1, `null ${k}`),
        }),
      ).nullMean;
    expect(Math.abs(nullMean(2, totalVariation) - half)).toBeLessThan(0.005);
    expect(Math.abs(nullMean(10, meanAbsoluteDifference) - mean)).toBeLessThan(0.002);
    expect(Math.abs(nullMean(10, totalVariation) - ten)).toBeLessThan(0.008);
    expect(Math.abs(nullMean(7, totalVariation) - seven)).toBeLessThan(0.008);
    expect(Math.abs(nullMean(10, jensenShannonBits) - divergence)).toBeLessThan(0.008);
  },
);

test("a distance is 0 on target, its excess is what chance doesn't make, and p is never 0", () => {
  const target = [0.2, 0.3, 0.5];
  for (const distance of [totalVariation, meanAbsoluteDifference, jensenShannonBits])
    expect(distance(target, target)).toBe(0);
  expect(totalVariation([1, 0], [0, 1])).toBe(1);
  expect(jensenShannonBits([1, 0], [0, 1])).toBe(1);
  const far = okValue(
    nullExpectation([50, 0, 0], target, totalVariation, { draws: 99, rng: createRng(1, "far") }),
  );
  expect(far.p).toBe(1 / 100);
  expect(far.excess).toBeGreaterThan(0.7);
  const on = okValue(
    nullExpectation([2, 3, 5], target, totalVariation, { draws: 99, rng: createRng(1, "on") }),
  );
  expect(on.excess).toBeLessThan(0);
  expect(on.p).toBe(1);
  expect(
    nullExpectation([0, 0], [0.5, 0.5], totalVariation, { draws: 9, rng: createRng(1, "none") })
      .status,
  ).toBe("insufficient");
  for (const [counts, shares] of [
    [[1], [0.5, 0.5]],
    [
      [1, 1],
      [0.5, 0.6],
    ],
    [
      [0.5, 1],
      [0.5, 0.5],
    ],
  ] as const)
    expect(() =>
      nullExpectation(counts, shares, totalVariation, { draws: 9, rng: createRng(1, "wrong") }),
    ).toThrow(RangeError);
  expect(at(target, 0)).toBe(0.2);
});
