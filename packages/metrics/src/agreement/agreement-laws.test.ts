import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import { expectClose } from "../golden.fixture.ts";
import { okValue } from "../ok-value.fixture.ts";
import { alphaInterval } from "./alpha-interval.ts";
import { chanceCorrected } from "./chance-corrected.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import { categoryCounts } from "./counted-units.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { krippendorffAlpha } from "./krippendorff-alpha.ts";

const randomUnits = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 }), {
  minLength: 1,
  maxLength: 15,
});

test("alpha is at most 1, and neither renaming categories nor the order of units or ratings changes it", () => {
  fc.assert(
    fc.property(randomUnits, (units) => {
      const nominal = krippendorffAlpha(units, "nominal");
      const renamed = units
        .map((unit) => unit.map((value) => 10 - value).toReversed())
        .toReversed();
      const other = krippendorffAlpha(renamed, "nominal");
      expect(other.status).toBe(nominal.status);
      if (nominal.status !== "ok" || other.status !== "ok") return;
      expect(nominal.value.alpha).toBeLessThanOrEqual(1);
      expectClose(other.value.alpha, nominal.value.alpha, 1e-12);
      // The interval level knows neither zero nor unit.
      const moved = units.map((unit) => unit.map((value) => 3 * value - 100));
      expectClose(
        okValue(krippendorffAlpha(moved, "interval")).alpha,
        okValue(krippendorffAlpha(units, "interval")).alpha,
        1e-10,
      );
    }),
  );
});

test("with equal numbers of ratings, generalised Fleiss is Fleiss' kappa", () => {
  const row = fc
    .array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 })
    .map((ratings) => at(categoryCounts([ratings], 3), 0));
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 12 }), (counts) => {
      const [classic, general] = [
        fleissKappa(counts),
        chanceCorrected(counts, "generalised-fleiss"),
      ];
      expect(general.status).toBe(classic.status);
      if (classic.status === "ok" && general.status === "ok")
        expectClose(general.value.coefficient, classic.value.kappa, 1e-12);
    }),
  );
});

test("two raters who change places have the same Cohen's kappa", () => {
  const cell = fc.integer({ min: 0, max: 9 });
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), {
    minLength: 3,
    maxLength: 3,
  });
  fc.assert(
    fc.property(table, fc.constantFrom("unweighted", "linear", "quadratic"), (counts, weights) => {
      const turned = counts.map((row, i) => row.map((_, j) => at(at(counts, j), i)));
      const [one, other] = [cohenKappa(counts, weights), cohenKappa(turned, weights)];
      expect(other.status).toBe(one.status);
      if (one.status !== "ok" || other.status !== "ok") return;
      expectClose(other.value.kappa, one.value.kappa, 1e-12);
      expectClose(other.value.standardError, one.value.standardError, 1e-7);
    }),
  );
});

test("alpha's interval holds its estimate, is the same for the same seed and needs two units", () => {
  // Case 15, four observers: alpha .743.
  const units = [
    [1, 1, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [5, 5, 5],
    [1, 1],
    [3],
  ];
  const options = (seed: number) => ({
    level: 0.95,
    replicates: 2000,
    rng: createRng(seed, "alpha"),
  });
  const found = okValue(alphaInterval(units, "nominal", options(1)));
  expect(found.lower).toBeLessThan(0.743);
  expect(found.upper).toBeGreaterThan(0.743);
  expect(okValue(alphaInterval(units, "nominal", options(1)))).toEqual(found);
  expect(okValue(alphaInterval(units, "nominal", options(2)))).not.toEqual(found);
  expect(alphaInterval([[1, 2], [1]], "nominal", options(1)).status).toBe("insufficient");
  const nearlyOne = [
    [1, 1],
    [1, 1],
    [1, 2],
  ];
  expect(alphaInterval(nearlyOne, "nominal", options(1)).status).toBe("undetermined");
});

test("alpha's interval of 20 units holds the truth in nine studies of ten or more, and few units are noted", () => {
  const units = (n: number, index: number) => {
    const rng = createRng(11, "agreement study", index);
    return Array.from({ length: n }, () => {
      const right = rng.below(3);
      return Array.from({ length: 5 }, () => (rng.float() < 0.6 ? right : rng.below(3)));
    });
  };
  // A rating is the right label with chance .6 + .4/3, any other with .4/3: alpha is .6 squared.
  const truth = 0.36;
  const held = Array.from({ length: 300 }, (_, study) => {
    const rng = createRng(12, "alpha", study);
    const options = { level: 0.95, replicates: 300, rng };
    const { lower, upper } = okValue(alphaInterval(units(20, study), "nominal", options));
    return lower <= truth && truth <= upper;
  }).filter(Boolean).length;
  expect(held / 300).toBeGreaterThan(0.9);
  expect(held / 300).toBeLessThan(0.985);
  const options = { level: 0.95, replicates: 300, rng: createRng(1, "few") };
  expect(alphaInterval(units(10, 0), "nominal", options)).toMatchObject({
    notes: [{ code: "fewClusters" }],
  });
  expect(alphaInterval(units(20, 0), "nominal", options)).toMatchObject({ notes: [] });
});
