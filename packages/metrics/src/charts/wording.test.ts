import { expect, test } from "vitest";
import {
  countText,
  decimalsFor,
  percent,
  percentRange,
  shareWithInterval,
  wordsFor,
} from "./wording.ts";

const interval = (lower: number, upper: number) =>
  ({ kind: "two-way", level: 0.95, lower, upper }) as const;

test.each([
  [14, 0],
  [10, 0],
  [100 * (0.65 - 0.55), 0],
  [3.4, 1],
  [0.5, 2],
  [0.004, 2],
  [0, 0],
])("an interval %d points wide is given with %d decimals", (width, decimals) => {
  expect(decimalsFor(width)).toBe(decimals);
});

test("share and interval have the same number of decimals", () => {
  expect(shareWithInterval(0.6789, interval(0.61, 0.75))).toBe("68\u00a0% (61–75\u00a0%)");
  expect(shareWithInterval(0.6789, interval(0.66, 0.694))).toBe("67.9\u00a0% (66.0–69.4\u00a0%)");
});

test("the shares of two arms add up to 100 in print", () => {
  for (let wins = 0; wins <= 80; wins += 1) {
    const [a, b] = [wins / 80, 1 - wins / 80].map((share) => Number.parseInt(percent(share), 10));
    expect((a ?? 0) + (b ?? 0)).toBe(100);
  }
});

test("an interval that touches an end is printed with the end", () => {
  expect(percentRange(interval(0, 0.3))).toBe("0–30\u00a0%");
});

test("counts are grouped from five digits up", () => {
  expect([0, 999, 9999, 12345, 1234567].map(countText)).toEqual([
    "0",
    "999",
    "9999",
    "12\u00a0345",
    "1\u00a0234\u00a0567",
  ]);
});

test("every reason for no number is a sentence with its reason", () => {
  expect(wordsFor({ status: "insufficient", reason: "no votes", have: 0, need: 1 })).toBe(
    "too little data: no votes (0 of 1)",
  );
  expect(wordsFor({ status: "undetermined", reason: "two islands" })).toBe(
    "undetermined: two islands",
  );
  expect(wordsFor({ status: "failed", reason: "no convergence" })).toBe(
    "no number: no convergence",
  );
});
