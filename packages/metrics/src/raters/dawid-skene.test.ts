import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import { expect, test } from "vitest";
import { z } from "zod";
import { csvRecords } from "../csv-records.ts";
import { expectClose, golden } from "../golden.fixture.ts";
import { okValue } from "../ok-value.fixture.ts";
import { dawidSkene, type Label } from "./dawid-skene.ts";

const Case20 = z.object({
  iterations: z.number(),
  logLik: z.number(),
  logLikFirst5: z.array(z.number()),
  classMarginals: z.array(z.number()),
  errorRates: z.record(z.string(), z.array(z.array(z.number()))),
  posterior: z.array(z.object({ item: z.number(), p: z.array(z.number()) })),
});

test("Dawid-Skene on 45 items, five raters and four classes equals the known optimum", () => {
  const known = golden(Case20, "20-dawid-skene/expected.json");
  const file = path.resolve(import.meta.dirname, "../../golden/20-dawid-skene/input.csv");
  const rows = csvRecords(readFileSync(file, "utf8"), ["item", "rater", "label"], "case 20");
  const labels = rows.map(({ value }) => ({
    item: Number(value("item")) - 1,
    rater: Number(value("rater")) - 1,
    label: Number(value("label")) - 1,
  }));
  const ours = okValue(dawidSkene(labels, { items: 45, raters: 5, classes: 4 }));
  expectClose(ours.logLikelihood, known.logLik, 1e-8);
  known.logLikFirst5.forEach((value, i) => {
    expectClose(at(ours.trace, i), value, 1e-8);
  });
  known.classMarginals.forEach((share, k) => {
    expectClose(at(ours.marginals, k), share, 1e-5);
  });
  for (const [r, rows] of ours.errorRates.entries())
    for (const [k, row] of rows.entries())
      for (const [label, rate] of okValue(row).entries())
        expectClose(rate, at(at(known.errorRates[`rater${r + 1}`] ?? [], k), label), 1e-5);
  for (const { item, p } of known.posterior)
    for (const [k, share] of okValue(at(ours.posterior, item - 1)).entries())
      expectClose(share, at(p, k), 1e-5);
});

/** Raters who are right with a given chance, and otherwise say any other label. */
function planted(accuracy: readonly number[], items: number, classes: number) {
  const rng = createRng(7, "dawid-skene");
  const truth = Array.from({ length: items }, () => rng.below(classes));
  const labels: Label[] = truth.flatMap((right, item) =>
    accuracy.map((share, rater) => ({
      item,
      rater,
      label: rng.float() < share ? right : (right + 1 + rng.below(classes - 1)) % classes,
    })),
  );
  return { truth, labels };
}

test("planted accuracies are recovered, and the likelihood never falls", () => {
  const accuracy = [0.95, 0.9, 0.8, 0.7, 0.5];
  const { truth, labels } = planted(accuracy, 2000, 3);
  const found = okValue(dawidSkene(labels, { items: 2000, raters: 5, classes: 3 }));
  for (const [rater, share] of accuracy.entries())
    for (const k of [0, 1, 2])
      expect(Math.abs(at(okValue(at(at(found.errorRates, rater), k)), k) - share)).toBeLessThan(
        0.06,
      );
  const right = found.posterior.filter((shares, i) => at(okValue(shares), at(truth, i)) > 0.5);
  expect(right.length / 2000).toBeGreaterThan(0.95);
  for (let i = 1; i < found.trace.length - 1; i += 1)
    expect(at(found.trace, i)).toBeGreaterThanOrEqual(at(found.trace, i - 1) - 1e-9);
});

test("an item without labels, a class without mass and nothing at all have names", () => {
  const labels = [0, 1].flatMap((item) => [0, 1].map((rater) => ({ item, rater, label: item })));
  const found = okValue(dawidSkene(labels, { items: 3, raters: 3, classes: 3 }));
  expect(at(found.posterior, 2)).toMatchObject({ status: "insufficient" });
  expect(at(at(found.errorRates, 0), 2).status).toBe("undetermined");
  expect(at(at(found.errorRates, 2), 0).status).toBe("undetermined");
  expect(found.marginals).toEqual([0.5, 0.5, 0]);
  expect(dawidSkene([], { items: 1, raters: 1, classes: 2 }).status).toBe("insufficient");
  const alike = [{ item: 0, rater: 0, label: 0 }];
  expect(dawidSkene(alike, { items: 1, raters: 1, classes: 1 }).status).toBe("insufficient");
  expect(dawidSkene(alike, { items: 1, raters: 1, classes: 2 })).toMatchObject({
    status: "ok",
    value: { logLikelihood: 0 },
  });
  for (const wrong of [{ item: 1 }, { rater: -1 }, { label: 2 }, { label: Number.NaN }])
    expect(() =>
      dawidSkene([{ item: 0, rater: 0, label: 0, ...wrong }], { items: 1, raters: 1, classes: 2 }),
    ).toThrow(RangeError);
});
