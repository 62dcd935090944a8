import fc from "fast-check";
import { expect, test } from "vitest";
import { fma } from "./fma.ts";

test("fma rounds once: a product that needs more than 53 bits with its addend", () => {
  const a = Math.fround(1 + 2 ** -12);
  // a·a = 1 + 2^-11 + 2^-24: half an ulp of float32 above 1 + 2^-11, a tie that the addend must break.
  expect(fma(a, a, 2 ** -60)).toBe(1 + 2 ** -11 + 2 ** -23);
  expect(fma(a, a, -(2 ** -60))).toBe(1 + 2 ** -11);
  expect(fma(-a, a, -(2 ** -60))).toBe(-(1 + 2 ** -11 + 2 ** -23));
});

const unit = 298; // every product of two float32 is a whole number of 2^-298

const whole = (value: number): bigint => {
  let scaled = value;
  let power = 149;
  for (; !Number.isSafeInteger(scaled) && power > 0; power -= 1) scaled *= 2;
  return BigInt(scaled) << BigInt(power);
};

/** The nearest float32, ties to even, of a whole number of 2^-298. */
function nearestFloat(exact: bigint): number {
  const size = exact < 0n ? -exact : exact;
  const shift = BigInt(Math.max(size.toString(2).length - 24, unit - 149));
  const kept = size >> shift;
  const twice = (size - (kept << shift)) * 2n;
  const step = 1n << shift;
  const up = twice > step || (twice === step && (kept & 1n) === 1n) ? 1n : 0n;
  const magnitude = Number(kept + up) * 2 ** (Number(shift) - unit);
  return exact < 0n ? -magnitude : magnitude;
}

const exactly = (a: number, b: number, c: number) =>
  nearestFloat(whole(a) * whole(b) + (whole(c) << 149n));

test("fma is the exact value rounded, for any numbers that don't overflow", () => {
  const float = fc.float({ min: -(2 ** 40), max: 2 ** 40, noNaN: true });
  fc.assert(
    fc.property(float, float, float, (a, b, c) => {
      expect(fma(a, b, c) + 0).toBe(exactly(a, b, c) + 0);
    }),
    { numRuns: 2000 },
  );
});

test("fma is the exact value rounded where products lie halfway and addends are tiny", () => {
  const factor = fc.integer({ min: -4095, max: 4095 }).map((i) => 1 + i * 2 ** -12);
  const tiny = fc
    .tuple(fc.constantFrom(-1, 1), fc.integer({ min: 20, max: 120 }))
    .map(([sign, power]) => sign * 2 ** -power);
  fc.assert(
    fc.property(factor, factor, tiny, (a, b, c) => {
      expect(fma(a, b, c)).toBe(exactly(a, b, c));
    }),
    { numRuns: 2000 },
  );
});
