import { at } from "@pairlab/domain/at";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { clopperPearsonInterval } from "./clopper-pearson-interval.ts";
import { expectClose, golden } from "./golden.fixture.ts";
import { wilsonInterval } from "./wilson-interval.ts";

const ends = z.tuple([z.number(), z.number()]);
const Cases = z.object({
  cases: z.array(
    z.object({
      x: z.number(),
      n: z.number(),
      conf: z.number(),
      wilson: ends,
      clopperPearson: ends,
    }),
  ),
});
const { cases } = golden(Cases, "11-proportion-ci/expected.json");
const count = fc
  .integer({ min: 1, max: 5000 })
  .chain((n) => fc.record({ n: fc.constant(n), x: fc.integer({ min: 0, max: n }) }));

test.each(cases)("intervals of $x in $n at $conf equal the known answers", (known) => {
  const { x, n, conf } = known;
  const wilson = wilsonInterval(x / n, n, conf);
  expectClose(wilson.lower, known.wilson[0], 1e-10);
  expectClose(wilson.upper, known.wilson[1], 1e-10);
  const exact = clopperPearsonInterval(x, n, conf);
  expectClose(exact.lower, known.clopperPearson[0], 1e-9);
  expectClose(exact.upper, known.clopperPearson[1], 1e-9);
});

test("every interval contains its estimate, stays inside [0, 1] and mirrors when wins and losses change places", () => {
  fc.assert(
    fc.property(count, fc.constantFrom(0.8, 0.95, 0.999), ({ x, n }, level) => {
      const pairs = [
        [wilsonInterval(x / n, n, level), wilsonInterval(1 - x / n, n, level)],
        [clopperPearsonInterval(x, n, level), clopperPearsonInterval(n - x, n, level)],
      ] as const;
      for (const [interval, mirrored] of pairs) {
        expect(interval.lower).toBeGreaterThanOrEqual(0);
        expect(interval.upper).toBeLessThanOrEqual(1);
        expect(interval.lower).toBeLessThanOrEqual(x / n);
        expect(interval.upper).toBeGreaterThanOrEqual(x / n);
        expect(interval.lower).toBeCloseTo(1 - mirrored.upper, 10);
      }
    }),
  );
});

test("a share of 0 has a lower end of exactly 0, a share of 1 an upper end of exactly 1", () => {
  for (const n of [1, 7, 1000]) {
    expect(wilsonInterval(0, n, 0.95).lower).toBe(0);
    expect(wilsonInterval(1, n, 0.95).upper).toBe(1);
    expect(clopperPearsonInterval(0, n, 0.95).lower).toBe(0);
    expect(clopperPearsonInterval(n, n, 0.95).upper).toBe(1);
  }
});

test("intervals narrow as votes are added and widen with the level", () => {
  const width = (n: number, level: number) => {
    const { lower, upper } = wilsonInterval(0.4, n, level);
    return upper - lower;
  };
  const widths = [10, 100, 1000, 1e6].map((n) => width(n, 0.95));
  for (let i = 1; i < widths.length; i += 1) expect(at(widths, i)).toBeLessThan(at(widths, i - 1));
  expect(width(100, 0.99)).toBeGreaterThan(width(100, 0.9));
});

test("counts that can't be are refused", () => {
  expect(() => wilsonInterval(1.1, 10, 0.95)).toThrow(RangeError);
  expect(() => wilsonInterval(0.5, 0, 0.95)).toThrow(RangeError);
  expect(() => clopperPearsonInterval(3, 2, 0.95)).toThrow(RangeError);
  expect(() => clopperPearsonInterval(0.5, 2, 0.95)).toThrow(RangeError);
});
