import { at } from "@pairlab/domain/at";
import { expect, test } from "vitest";
import { z } from "zod";
import { expectClose, golden } from "../golden.fixture.ts";
import { okValue } from "../ok-value.fixture.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { krippendorffAlpha, type ScaleLevel } from "./krippendorff-alpha.ts";
import { RawRatings, unitsOf } from "./raw-ratings.fixture.ts";

const tolerance = 1e-12;
const levels = ["nominal", "ordinal", "interval", "ratio"] as const satisfies ScaleLevel[];

const Alpha = z.object({ alpha: z.number(), Do: z.number(), De: z.number() });
const Case15 = z.object({
  ratersByUnits: RawRatings,
  alpha: z.object({
    nominal: Alpha,
    ordinal: Alpha.optional(),
    interval: Alpha.optional(),
    ratio: Alpha.optional(),
  }),
});

test.each(["fourObservers", "threeCoders", "gcl"])(
  "Krippendorff's alpha of %s equals the known answers on every level they have",
  (name) => {
    const known = golden(z.record(z.string(), z.unknown()), "15-krippendorff/expected.json");
    const { ratersByUnits, alpha } = Case15.parse(known[name]);
    for (const level of levels) {
      const expected = alpha[level];
      if (expected === undefined) continue;
      const ours = okValue(krippendorffAlpha(unitsOf(ratersByUnits), level));
      expectClose(ours.alpha, expected.alpha, tolerance);
      expectClose(ours.observedDisagreement, expected.Do, tolerance);
      expectClose(ours.expectedDisagreement, expected.De, tolerance);
    }
  },
);

test("alpha is undetermined when all ratings are the same or no unit has two", () => {
  for (const level of levels) {
    expect(
      krippendorffAlpha(
        [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
        level,
      ).status,
    ).toBe("undetermined");
    expect(krippendorffAlpha([[1], [2]], level).status).toBe("undetermined");
    expect(krippendorffAlpha([], level).status).toBe("undetermined");
  }
  expect(() => krippendorffAlpha([[1, Number.NaN]], "nominal")).toThrow(RangeError);
  expect(() => krippendorffAlpha([[1, -1]], "ratio")).toThrow(RangeError);
});

const Fleiss = z.object({
  table: z.array(z.array(z.number())),
  kappa: z.number(),
  Pbar: z.number(),
  Pe: z.number(),
  seNull: z.number(),
  z: z.number(),
  perCategory: z.array(z.number()),
  seCategory: z.number(),
});

test.each(["wikipedia", "fleiss1971"] as const)("Fleiss' kappa of %s equals R's", (name) => {
  const Case = z.object({ wikipedia: Fleiss, fleiss1971: Fleiss });
  const known = golden(Case, "16-fleiss-kappa/expected.json")[name];
  const ours = okValue(fleissKappa(known.table));
  expectClose(ours.kappa, known.kappa, tolerance);
  expectClose(ours.observed, known.Pbar, tolerance);
  expectClose(ours.expected, known.Pe, tolerance);
  expectClose(ours.nullStandardError, known.seNull, tolerance);
  expectClose(ours.z, known.z, tolerance);
  expectClose(ours.categoryStandardError, known.seCategory, tolerance);
  ours.perCategory.forEach((kappa, k) => {
    expectClose(okValue(kappa), at(known.perCategory, k), tolerance);
  });
});

test("Fleiss' kappa names what it can't say and refuses ragged tables", () => {
  expect(
    fleissKappa([
      [3, 0],
      [3, 0],
    ]).status,
  ).toBe("undetermined");
  expect(fleissKappa([]).status).toBe("insufficient");
  expect(
    fleissKappa([
      [1, 0],
      [0, 1],
    ]).status,
  ).toBe("insufficient");
  const unused = okValue(
    fleissKappa([
      [2, 0, 0],
      [0, 2, 0],
    ]),
  );
  expect(unused.perCategory[2]?.status).toBe("undetermined");
  expect(() =>
    fleissKappa([
      [2, 0],
      [1, 0],
    ]),
  ).toThrow(RangeError);
  expect(() => fleissKappa([[1.5, 0.5]])).toThrow(RangeError);
});

const Cohen = z.object({
  table: z.array(z.array(z.number())),
  kappa: z.number(),
  ase: z.number(),
  ase0: z.number(),
  z: z.number(),
  ci95: z.array(z.number()),
  kappaLinear: z.number(),
  aseLinear: z.number(),
  kappaQuadratic: z.number(),
  aseQuadratic: z.number(),
});

test.each(["fleiss3", "abstractors", "sexualfun", "perfect"])(
  "Cohen's kappa of %s equals the known answers",
  (name) => {
    const file = golden(z.record(z.string(), z.unknown()), "17-cohen-kappa/expected.json");
    const known = Cohen.parse(file[name]);
    const ours = okValue(cohenKappa(known.table, "unweighted"));
    expectClose(ours.kappa, known.kappa, tolerance);
    expectClose(ours.standardError, known.ase, tolerance);
    expectClose(ours.nullStandardError, known.ase0, tolerance);
    expectClose(ours.z, known.z, tolerance);
    expectClose(ours.lower, at(known.ci95, 0), tolerance);
    expectClose(ours.upper, at(known.ci95, 1), tolerance);
    const linear = okValue(cohenKappa(known.table, "linear"));
    expectClose(linear.kappa, known.kappaLinear, tolerance);
    expectClose(linear.standardError, known.aseLinear, tolerance);
    const quadratic = okValue(cohenKappa(known.table, "quadratic"));
    expectClose(quadratic.kappa, known.kappaQuadratic, tolerance);
    expectClose(quadratic.standardError, known.aseQuadratic, tolerance);
  },
);

test("Cohen's kappa is undetermined for one category, insufficient for nothing, flagged when perfect", () => {
  for (const weights of ["unweighted", "linear", "quadratic"] as const) {
    expect(
      cohenKappa(
        [
          [10, 0],
          [0, 0],
        ],
        weights,
      ).status,
    ).toBe("undetermined");
    for (const oneSided of [
      [
        [0, 1],
        [0, 0],
      ],
      [
        [4, 3],
        [0, 0],
      ],
    ])
      expect(cohenKappa(oneSided, weights).status).toBe("undetermined");
    expect(
      cohenKappa(
        [
          [0, 0],
          [0, 0],
        ],
        weights,
      ).status,
    ).toBe("insufficient");
    expect(cohenKappa([], weights).status).toBe("insufficient");
    expect(
      cohenKappa(
        [
          [5, 0],
          [0, 7],
        ],
        weights,
      ),
    ).toMatchObject({ notes: [{ code: "boundary" }, { code: "fewClusters" }] });
  }
  expect(() => cohenKappa([[1, 2]], "linear")).toThrow(RangeError);
  expect(() =>
    cohenKappa(
      [
        [1, -2],
        [0, 1],
      ],
      "linear",
    ),
  ).toThrow(RangeError);
});
