import { at } from "@pairlab/domain/at";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { expectClose, golden } from "../golden.fixture.ts";
import { wilsonInterval } from "../wilson-interval.ts";
import {
  agrestiCoullInterval,
  type Ends,
  jeffreysInterval,
  waldInterval,
  wilsonContinuityInterval,
} from "./proportion-intervals.ts";
import { independentDifference, pairedDifference, waldDifference } from "./share-differences.ts";

const Pair = z.array(z.number()).length(2);
const { cases } = golden(
  z.object({
    cases: z.array(
      z.object({
        x: z.number(),
        n: z.number(),
        conf: z.number(),
        wald: Pair,
        wilsonCC: Pair,
        jeffreys: Pair,
        jeffreysUnadjusted: Pair,
        agrestiCoull: Pair,
      }),
    ),
  }),
  "11-proportion-ci/expected.json",
);

function expectEnds({ lower, upper }: Ends, known: readonly number[]): void {
  expectClose(lower, at(known, 0), 1e-10);
  expectClose(upper, at(known, 1), 1e-10);
}

test.each(cases)("intervals of $x in $n at $conf equal the known answers", (known) => {
  const { x, n, conf } = known;
  expectEnds(waldInterval(x, n, conf), known.wald);
  expectEnds(wilsonContinuityInterval(x, n, conf), known.wilsonCC);
  expectEnds(jeffreysInterval(x, n, conf), known.jeffreys);
  expectEnds(jeffreysInterval(x, n, conf, true), known.jeffreysUnadjusted);
  expectEnds(agrestiCoullInterval(x, n, conf), known.agrestiCoull);
});

const counts = fc
  .integer({ min: 1, max: 2000 })
  .chain((n) => fc.record({ n: fc.constant(n), x: fc.integer({ min: 0, max: n }) }));
const level = fc.constantFrom(0.8, 0.95, 0.999);

test("every interval holds its estimate, and all but Agresti-Coull's stay inside [0, 1]", () => {
  fc.assert(
    fc.property(counts, level, ({ x, n }, conf) => {
      const inside = [
        waldInterval(x, n, conf),
        wilsonContinuityInterval(x, n, conf),
        jeffreysInterval(x, n, conf),
      ];
      for (const { lower, upper } of [...inside, agrestiCoullInterval(x, n, conf)]) {
        expect(lower).toBeLessThanOrEqual(x / n + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(x / n - 1e-12);
      }
      for (const { lower, upper } of inside) {
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
      }
      const wilson = wilsonInterval(x / n, n, conf);
      const corrected = wilsonContinuityInterval(x, n, conf);
      expect(corrected.lower).toBeLessThanOrEqual(wilson.lower + 1e-12);
      expect(corrected.upper).toBeGreaterThanOrEqual(wilson.upper - 1e-12);
    }),
  );
});

test("counts that can't be are refused by every interval", () => {
  const intervals = [
    waldInterval,
    wilsonContinuityInterval,
    jeffreysInterval,
    agrestiCoullInterval,
  ];
  for (const interval of intervals)
    for (const [x, n] of [
      [-1, 5],
      [6, 5],
      [0, 0],
      [Number.NaN, 5],
    ] as const)
      expect(() => interval(x, n, 0.95)).toThrow(RangeError);
});

const Differences = z.object({
  independent: z.array(
    z.object({
      x1: z.number(),
      n1: z.number(),
      x2: z.number(),
      n2: z.number(),
      diff: z.number(),
      newcombe: Pair,
      wald: Pair,
    }),
  ),
  paired: z.array(
    z.object({
      a: z.number(),
      b: z.number(),
      c: z.number(),
      d: z.number(),
      diff: z.number(),
      newcombePaired: Pair,
    }),
  ),
});
const differences = golden(Differences, "12-proportion-difference/expected.json");

test.each(differences.independent)("$x1/$n1 less $x2/$n2 equals the known answers", (known) => {
  const [first, second] = [
    { x: known.x1, n: known.n1 },
    { x: known.x2, n: known.n2 },
  ];
  const ours = independentDifference(first, second, 0.95);
  expectClose(ours.difference, known.diff, 1e-10);
  expectEnds(ours, known.newcombe);
  expectEnds(waldDifference(first, second, 0.95), known.wald);
});

test.each(differences.paired)("paired counts $a, $b, $c, $d equal the known answers", (known) => {
  const ours = pairedDifference(known, 0.95);
  expectClose(ours.difference, known.diff, 1e-10);
  expectEnds(ours, known.newcombePaired);
});

test("a difference turns its sign when its groups change places, and stays inside [−1, 1]", () => {
  fc.assert(
    fc.property(counts, counts, level, (one, other, conf) => {
      const forward = independentDifference(one, other, conf);
      const backward = independentDifference(other, one, conf);
      expect(forward.lower).toBeCloseTo(-backward.upper, 12);
      expect(forward.lower).toBeGreaterThanOrEqual(-1 - 1e-12);
      expect(forward.upper).toBeLessThanOrEqual(1 + 1e-12);
    }),
  );
  const cell = fc.integer({ min: 0, max: 300 });
  fc.assert(
    fc.property(cell, cell, cell, fc.integer({ min: 1, max: 300 }), (a, b, c, d) => {
      const forward = pairedDifference({ a, b, c, d }, 0.95);
      const backward = pairedDifference({ a, b: c, c: b, d }, 0.95);
      expect(forward.lower).toBeCloseTo(-backward.upper, 12);
      expect(forward.lower).toBeLessThanOrEqual(forward.difference);
      expect(forward.upper).toBeGreaterThanOrEqual(forward.difference);
    }),
  );
});

test("differences of counts that can't be are refused", () => {
  const good = { x: 1, n: 2 };
  for (const bad of [
    { x: 3, n: 2 },
    { x: 0, n: 0 },
    { x: -1, n: 2 },
  ]) {
    expect(() => independentDifference(good, bad, 0.95)).toThrow(RangeError);
    expect(() => waldDifference(bad, good, 0.95)).toThrow(RangeError);
  }
  expect(() => pairedDifference({ a: 0, b: 0, c: 0, d: 0 }, 0.95)).toThrow(RangeError);
  expect(() => pairedDifference({ a: -1, b: 2, c: 0, d: 0 }, 0.95)).toThrow(RangeError);
});

test("a correlation that the continuity correction swallows counts as none", () => {
  // ad − bc = 4 is below n/2 = 8.5: the ends are those of φ = 0, by Wilson's ends of 9/17 alone.
  const { lower, upper, difference } = pairedDifference({ a: 5, b: 4, c: 4, d: 4 }, 0.95);
  const wilson = wilsonInterval(9 / 17, 17, 0.95);
  const reach = Math.hypot(9 / 17 - wilson.lower, wilson.upper - 9 / 17);
  expect(difference).toBe(0);
  expect(lower).toBeCloseTo(-reach, 12);
  expect(upper).toBeCloseTo(reach, 12);
});
