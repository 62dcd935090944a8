import fc from "fast-check";
import { expect, test } from "vitest";
import { roundHalfEven } from "./round-half-even.ts";

const anyWhole = fc.integer({ min: -1e9, max: 1e9 });

test("roundHalfEven sends halves to the even neighbour", () => {
  expect([0.5, 1.5, 2.5, 254.5, -1.5].map(roundHalfEven)).toEqual([0, 2, 2, 254, -2]);
  fc.assert(
    fc.property(anyWhole, (whole) => {
      const rounded = roundHalfEven(whole + 0.5);
      expect(Math.abs(rounded % 2)).toBe(0);
      expect(Math.abs(rounded - (whole + 0.5))).toBe(0.5);
    }),
  );
});

test("roundHalfEven sends everything else to the nearest, the last doubles below a half included", () => {
  expect([0.49999999999999994, 1.4999999999999998, 2.5000000000000004].map(roundHalfEven)).toEqual([
    0, 1, 3,
  ]);
  const anyPart = fc.double({ min: 0, max: 0.4999999, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), anyPart, (whole, part) => {
      expect(roundHalfEven(whole + part)).toBe(whole);
      expect(roundHalfEven(whole + 1 - part)).toBe(whole + 1);
    }),
  );
});
