import { at } from "@pairlab/domain/at";
import { expect, test } from "vitest";
import { z } from "zod";
import { expectClose, golden } from "../golden.fixture.ts";
import { okValue } from "../ok-value.fixture.ts";
import { chanceCorrected } from "./chance-corrected.ts";
import { categoryCounts } from "./counted-units.ts";
import { RawRatings, unitsOf } from "./raw-ratings.fixture.ts";

const tolerance = 1e-12;
const Gwet = z.object({
  q: z.number(),
  pa: z.number(),
  pe: z.number(),
  ac1: z.number(),
  se: z.number(),
  ci95: z.array(z.number()),
  p: z.number(),
  fleissGeneralised: z.number(),
  seFleiss: z.number(),
  brennanPrediger: z.number(),
  seBP: z.number(),
  ratersByUnits: RawRatings.optional(),
  table: z.array(z.array(z.number())).optional(),
});

/** The table of two raters is one row a subject. */
const subjectsOf = (square: readonly (readonly number[])[]): number[][] =>
  square.flatMap((row, i) =>
    row.flatMap((count, j) =>
      Array.from({ length: count }, () => row.map((_, k) => Number(k === i) + Number(k === j))),
    ),
  );

test.each(["raw4raters", "distrib6raters", "abstractors"])(
  "Gwet's AC1, Brennan-Prediger and generalised Fleiss of %s equal the known answers",
  (name) => {
    const file = golden(z.record(z.string(), z.unknown()), "18-gwet-ac1/expected.json");
    const known = Gwet.parse(file[name]);
    const table = known.table ?? [];
    const units = unitsOf(known.ratersByUnits ?? [[]]).map((unit) =>
      unit.map((value) => value - 1),
    );
    const rows = name === "abstractors" ? subjectsOf(table) : table;
    const counts = name === "raw4raters" ? categoryCounts(units, known.q) : rows;
    const ac1 = okValue(chanceCorrected(counts, "gwet-ac1"));
    expectClose(ac1.observed, known.pa, tolerance);
    expectClose(ac1.expected, known.pe, tolerance);
    expectClose(ac1.coefficient, known.ac1, tolerance);
    const interval = okValue(ac1.interval);
    expectClose(interval.standardError, known.se, tolerance);
    // Their quantile of Student's t is 4e-11 off: 1.98421695150868 for 99 degrees, exactly 1.984216951586417.
    expectClose(interval.lower, at(known.ci95, 0), 1e-11);
    expectClose(interval.upper, at(known.ci95, 1), 1e-11);
    expectClose(interval.p, known.p, tolerance);
    const fleiss = okValue(chanceCorrected(counts, "generalised-fleiss"));
    expectClose(fleiss.coefficient, known.fleissGeneralised, tolerance);
    expectClose(okValue(fleiss.interval).standardError, known.seFleiss, tolerance);
    const bp = okValue(chanceCorrected(counts, "brennan-prediger"));
    expectClose(bp.coefficient, known.brennanPrediger, tolerance);
    expectClose(okValue(bp.interval).standardError, known.seBP, tolerance);
  },
);

test("chance-corrected agreement names what it can't say", () => {
  const status = (counts: number[][], model: Parameters<typeof chanceCorrected>[1]) =>
    chanceCorrected(counts, model).status;
  expect(status([[2, 0]], "gwet-ac1")).toBe("undetermined");
  expect(
    status(
      [
        [1, 0],
        [0, 1],
      ],
      "gwet-ac1",
    ),
  ).toBe("undetermined");
  expect(status([[2], [2]], "gwet-ac1")).toBe("undetermined");
  expect(status([], "gwet-ac1")).toBe("undetermined");
  expect(
    status(
      [
        [2, 0],
        [2, 0],
      ],
      "generalised-fleiss",
    ),
  ).toBe("undetermined");
  const unanimous = okValue(
    chanceCorrected(
      [
        [2, 0],
        [0, 2],
        [2, 0],
      ],
      "gwet-ac1",
    ),
  );
  expect(unanimous.coefficient).toBe(1);
  expect(unanimous.interval.status).toBe("undetermined");
  expect(() => chanceCorrected([[1, 0], [1]], "gwet-ac1")).toThrow(RangeError);
});
