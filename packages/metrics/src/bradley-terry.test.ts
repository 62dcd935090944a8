import { at } from "@pairlab/domain/at";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { type BradleyTerryFit, bradleyTerry } from "./bradley-terry.ts";
import { ByItem, expectClose, golden, pairFile } from "./golden.fixture.ts";

const Fit = z.object({ logAbilityCentered: ByItem, seCentered: ByItem });

function fitted(wins: readonly (readonly number[])[]): BradleyTerryFit {
  const fit = bradleyTerry(wins);
  if (fit.status !== "ok") throw new Error(fit.reason);
  return fit.value;
}

function expectFit(items: readonly string[], wins: number[][], known: z.infer<typeof Fit>): void {
  const { strengths, covariance } = fitted(wins);
  items.forEach((name, i) => {
    expectClose(at(strengths, i), known.logAbilityCentered[name] ?? Number.NaN, 1e-9);
    const standardError = Math.sqrt(at(at(covariance, i), i));
    expectClose(standardError, known.seCentered[name] ?? Number.NaN, 1e-7);
  });
}

test.each(["01-bt-citations", "04-bt-wikipedia"])("bradleyTerry equals R on %s", (name) => {
  const { items, wins } = pairFile(`${name}/input.csv`);
  const known = golden(Fit.extend({ logLikKernel: z.number() }), `${name}/expected.json`);
  expectFit(items, wins, known);
  expectClose(fitted(wins).logLikelihood, known.logLikKernel, 1e-8);
});

test("two groups that never met have no common ranking, and each its own equals R's", () => {
  const { items, wins } = pairFile("21-disconnected/input.csv");
  const known = golden(
    z.object({ perComponent: z.array(Fit.extend({ items: z.array(z.string()) })) }),
    "21-disconnected/expected.json",
  );
  const fit = bradleyTerry(wins);
  expect(fit).toMatchObject({ status: "undetermined" });
  const found = fit.status === "undetermined" ? (fit.detail ?? []) : [];
  expect(found.map((members) => members.map((i) => items[Number(i)]))).toEqual(
    known.perComponent.map((component) => component.items),
  );
  for (const component of known.perComponent) {
    const places = component.items.map((name) => items.indexOf(name));
    const inside = places.map((i) => places.map((j) => at(at(wins, i), j)));
    expectFit(component.items, inside, component);
  }
});

test("an item that always won, a group that always won and a chain are undetermined, never a number", () => {
  const components = ["always-wins", "two-groups", "chain"].map((name) => {
    const fit = bradleyTerry(pairFile(`22-separable/input-${name}.csv`).wins);
    return fit.status === "undetermined" ? fit.detail : fit.status;
  });
  expect(components).toEqual([
    [["0"], ["1", "2", "3"]],
    [
      ["0", "1"],
      ["2", "3"],
    ],
    [["0"], ["1"], ["2"]],
  ]);
});

test("an item without comparisons is insufficient, and so is a single item", () => {
  const lonely = [
    [0, 1, 0],
    [1, 0, 0],
    [0, 0, 0],
  ];
  expect(bradleyTerry(lonely)).toMatchObject({ status: "insufficient", have: 2, need: 3 });
  expect(bradleyTerry([[0]])).toMatchObject({ status: "insufficient", have: 1, need: 2 });
});

const connected = fc.integer({ min: 2, max: 6 }).chain((size) =>
  fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: size, maxLength: size }), {
    minLength: size,
    maxLength: size,
  }),
);

test("relabelling items permutes strengths", () => {
  fc.assert(
    fc.property(connected, (wins) => {
      const reversed = [...wins].reverse().map((row) => [...row].reverse());
      const [there, back] = [fitted(wins).strengths, fitted(reversed).strengths.reverse()];
      for (const [i, strength] of there.entries()) expectClose(at(back, i), strength, 1e-9);
    }),
  );
});

test("doubling all counts keeps strengths and halves variances", () => {
  fc.assert(
    fc.property(connected, (wins) => {
      const [once, twice] = [fitted(wins), fitted(wins.map((row) => row.map((w) => 2 * w)))];
      once.strengths.forEach((strength, i) => {
        expectClose(at(twice.strengths, i), strength, 1e-9);
        expectClose(2 * at(at(twice.covariance, i), i), at(at(once.covariance, i), i), 1e-9);
      });
    }),
  );
});

test("two items have the log odds of their wins between them", () => {
  const { strengths } = fitted([
    [0, 30],
    [10, 0],
  ]);
  expectClose(at(strengths, 0) - at(strengths, 1), Math.log(3), 1e-12);
});

test("counts that can't be are refused", () => {
  expect(() =>
    bradleyTerry([
      [0, -1],
      [1, 0],
    ]),
  ).toThrow(RangeError);
  expect(() => bradleyTerry([[0, 1]])).toThrow(RangeError);
});
