import { KnownError } from "@pairlab/domain/errors";
import type { Prompt } from "@pairlab/domain/prompt";
import { DrawnSample } from "@pairlab/domain/prompt-sample";
import fc from "fast-check";
import { expect, test } from "vitest";
import { drawSample } from "./draw-sample.ts";
import { largestRemainder } from "./largest-remainder.ts";

const hash = "0".repeat(64);
const set: Prompt[] = Array.from({ length: 60 }, (_, index) => ({
  id: `p${index}`,
  text: `prompt ${index}`,
  category: index % 2 === 0 ? "even" : "odd",
  ...(index < 30 ? { challenge: "Basic" } : {}),
}));

test("the largest remainder gives what Hamilton's method gives", () => {
  // Hamilton's apportionment of 25 seats to 21, 14, 13 and 2 of 50: quotas 10.5, 7, 6.5, 1; the first .5 is raised.
  expect(largestRemainder([21, 14, 13, 2], 25)).toEqual([11, 7, 6, 1]);
  expect(largestRemainder([1, 1, 1], 2)).toEqual([1, 1, 0]);
  expect(largestRemainder([5, 0], 0)).toEqual([0, 0]);
});

test("seats are all given, and nobody gets more than one above or below the share", () => {
  const sizes = fc.array(fc.nat({ max: 500 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(sizes, fc.nat(), (groups, wanted) => {
      const total = groups.reduce((sum, size) => sum + size, 0);
      const seats = total === 0 ? 0 : wanted % (total + 1);
      const given = largestRemainder(groups, seats);
      expect(given.reduce((sum, share) => sum + share, 0)).toBe(seats);
      for (const [index, size] of groups.entries()) {
        expect(given[index]).toBeLessThanOrEqual(size);
        if (total > 0)
          expect(Math.abs((given[index] ?? 0) - (seats * size) / total)).toBeLessThan(1);
      }
    }),
  );
});

test("the same seed draws the same prompts, another one others, in the set's order", () => {
  const ids = (seed: number) =>
    drawSample(set, { size: 10, seed }, hash).prompts.map(({ id }) => id);
  expect(ids(1)).toEqual(ids(1));
  expect(ids(1)).not.toEqual(ids(2));
  const places = ids(1).map((id) => Number(id.slice(1)));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(new Set(ids(1)).size).toBe(10);
});

test("a sample with groups excluded says what it stands for", () => {
  const { prompts, sample } = drawSample(
    set,
    { size: 9, seed: 1, by: "category", exclude: [{ challenge: "Basic" }] },
    hash,
  );
  expect(prompts.every(({ challenge }) => challenge === undefined)).toBe(true);
  expect(DrawnSample.parse(sample)).toEqual({
    size: 9,
    seed: 1,
    by: "category",
    exclude: [{ challenge: "Basic" }],
    setSha256: hash,
    setSize: 60,
    population: 30,
    strata: [
      { group: "even", population: 15, drawn: 5 },
      { group: "odd", population: 15, drawn: 4 },
    ],
  });
  expect(prompts.filter(({ category }) => category === "even")).toHaveLength(5);
});

test("an exclusion of two groups takes only prompts of both", () => {
  const both = [{ category: "even", challenge: "Basic" }];
  const { sample } = drawSample(set, { size: 1, seed: 0, exclude: both }, hash);
  expect(sample.population).toBe(45);
});

test("prompts without a group are a stratum of their own", () => {
  const { sample } = drawSample(set, { size: 4, seed: 0, by: "challenge" }, hash);
  expect(sample.strata).toEqual([
    { group: "Basic", population: 30, drawn: 2 },
    { group: null, population: 30, drawn: 2 },
  ]);
});

test.each([
  ["more than there are", { size: 61, seed: 0 }, "invalid sample: 61 of 60 prompts"],
  [
    "a group that isn't there",
    { size: 1, seed: 0, exclude: [{ challenge: "basic" }] },
    "unknown challenge: basic",
  ],
])("%s is refused", (_, request, message) => {
  expect(() => drawSample(set, request, hash)).toThrow(KnownError);
  expect(() => drawSample(set, request, hash)).toThrow(message);
});

test("stratifying by an axis that no prompt has is refused", () => {
  const plain = set.map(({ id, text }) => ({ id, text }));
  expect(() => drawSample(plain, { size: 1, seed: 0, by: "category" }, hash)).toThrow(
    "missing category: no prompt of the set has one",
  );
});

test("every prompt is drawn about equally often", () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 3000; seed += 1)
    for (const { id } of drawSample(set, { size: 6, seed }, hash).prompts)
      counts.set(id, (counts.get(id) ?? 0) + 1);
  // Binomial(3000, 0.1): mean 300, standard deviation 16.4; 60 prompts stay within 4.5 of it.
  for (const { id } of set) expect(Math.abs((counts.get(id) ?? 0) - 300)).toBeLessThan(74);
});
