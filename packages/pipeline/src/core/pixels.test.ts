import { expect, test } from "vitest";
import { toPixels } from "./pixels.ts";
import { roundHalfEven } from "./round-half-even.ts";

test("toPixels interleaves planes row by row", () => {
  const level = (value: number) => (value / 255) * 2 - 1;
  const sample = Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(level));
  expect(toPixels(sample, 1, 4)).toEqual({
    width: 4,
    height: 1,
    rgb: Uint8Array.from([1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12]),
  });
});

test("toPixels clamps, and rounds the half between two levels to the even one", () => {
  const sample = Float32Array.from([-7, -1, 0, 1, 7, 0]);
  expect([...toPixels(sample, 1, 2).rgb]).toEqual([0, 128, 255, 0, 255, 128]); // 0 is 127.5
});

test("toPixels refuses a sample of another size", () => {
  expect(() => toPixels(new Float32Array(11), 2, 2)).toThrow(RangeError);
});

test("every level and every half between two is rounded as halves to even", () => {
  const values = Array.from({ length: 511 }, (_, i) => i / 2);
  const sample = Float32Array.from([...values, ...values, ...values], (value) => value / 127.5 - 1);
  const { rgb } = toPixels(sample, 1, 511);
  const expected = sample.slice(0, 511).map((value) => {
    const shifted = Math.fround(Math.fround(value * 0.5) + 0.5);
    return roundHalfEven(Math.fround(shifted * 255));
  });
  expect(rgb.filter((_, i) => i % 3 === 0)).toEqual(Uint8Array.from(expected));
});
