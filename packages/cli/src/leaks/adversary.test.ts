import { createRng, type Rng } from "@pairlab/domain/random";
import { expect, test } from "vitest";
import { tryAdversary } from "./adversary.ts";
import type { ServedSide } from "./served-side.ts";

const arms = ["a", "b", "c", "d"];
const settings = { permutations: 399, seed: 5 };

/** Sessions of 24 trials; `leak` gives one feature a value that depends on the arm. */
function served(seed: number, leak: (arm: number, rng: Rng) => number): ServedSide[] {
  const rng = createRng(seed, "served for a test");
  return Array.from({ length: 20 }, (_, session) => {
    const slowness = 5 * rng.float();
    return Array.from({ length: 48 }, (__, place) => {
      const arm = rng.below(arms.length);
      return {
        session: `s${session}`,
        trialIndex: place >> 1,
        side: place % 2 === 0 ? ("left" as const) : ("right" as const),
        displayPx: 64,
        armId: arms[arm] ?? "",
        fixed: {},
        features: {
          time: slowness + rng.float() + leak(arm, rng),
          place,
          character: rng.below(64),
          constant: 7,
        },
      };
    });
  }).flat();
}

test("without a leak nothing beats chance, and the accuracy's interval holds one in four", () => {
  const { holds, accuracy, tests, constant } = tryAdversary(
    served(1, () => 0),
    settings,
  );
  expect(holds).toBe(true);
  expect(accuracy.lower).toBeLessThan(0.25);
  expect(accuracy.upper).toBeGreaterThan(0.25);
  expect(accuracy.chance).toBeCloseTo(0.25, 1);
  // A feature that never differs is no test.
  expect(tests.map(({ name }) => name)).toEqual([
    "trained classifier",
    "time",
    "place",
    "character",
  ]);
  expect(constant).toEqual(["constant"]);
});

test("an arm that comes a little later is named, by its feature's test and by the classifier", () => {
  const { holds, accuracy, tests } = tryAdversary(
    served(2, (arm) => (arm === 2 ? 3 : 0)),
    settings,
  );
  expect(holds).toBe(false);
  expect(accuracy.lower).toBeGreaterThan(0.25);
  const found = tests.filter(({ adjusted }) => adjusted <= 0.05).map(({ name }) => name);
  expect(found).toEqual(["trained classifier", "time"]);
});

test("a leak that no mean shows, early or late but never in between, is found by the classifier", () => {
  const early = (arm: number, rng: Rng) => (arm === 1 ? 40 * (rng.below(2) - 0.5) : 0);
  const { tests, accuracy } = tryAdversary(served(3, early), settings);
  expect(tests[0]?.adjusted).toBeLessThanOrEqual(0.05);
  expect(accuracy.share).toBeGreaterThan(0.35);
});

test("of forty lots without a leak, few alarm", () => {
  const alarms = Array.from({ length: 40 }, (_, lot) =>
    tryAdversary(
      served(100 + lot, () => 0),
      { permutations: 99, seed: lot },
    ),
  ).filter(({ tests }) => tests.some(({ p }) => p <= 0.01));
  // Four tests a lot at 1 %: 1.6 expected; more than six would happen once in 600.
  expect(alarms.length).toBeLessThanOrEqual(6);
});

test("the same rows and seed give the same certificate", () => {
  const rows = served(4, () => 0);
  expect(tryAdversary(rows, settings)).toEqual(tryAdversary(rows, settings));
});
