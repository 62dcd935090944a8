import { expect, test } from "vitest";
import { breakPlaces } from "./break-places.ts";

const block = (firstTrial: number, trials: number) => ({ firstTrial, trials });

test("one block has a break in its middle, and more when its halves are too long", () => {
  expect(breakPlaces([block(0, 60)], 30)).toEqual([30]);
  expect(breakPlaces([block(0, 24)], 30)).toEqual([12]);
  expect(breakPlaces([block(0, 100)], 30)).toEqual([25, 50, 75]);
});

test("a short form, and blocks that are short enough, have none: the next block begins with a rest", () => {
  expect(breakPlaces([block(0, 12)], 30)).toEqual([]);
  expect(breakPlaces([block(0, 30), block(30, 30)], 30)).toEqual([]);
  expect(breakPlaces([block(0, 31), block(31, 31)], 30)).toEqual([16, 47]);
});

test("nobody goes on for longer than the plan says", () => {
  for (let trials = 1; trials <= 400; trials += 1) {
    const stops = [0, ...breakPlaces([block(0, trials)], 25), trials];
    for (const [place, stop] of stops.slice(1).entries())
      expect(stop - (stops[place] ?? 0)).toBeLessThanOrEqual(25);
  }
});
