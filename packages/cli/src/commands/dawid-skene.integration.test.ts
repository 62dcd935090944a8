import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LatentClasses } from "@pairlab/domain/latent-classes";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { pairlab } from "../pairlab.fixture.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pairlab-dawid-skene-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const golden = path.resolve(import.meta.dirname, "../../../metrics/golden/20-dawid-skene");

function found(file: string): LatentClasses {
  const { status, stdout, stderr } = pairlab("dawid-skene", file, "--json", "--quiet");
  if (status !== 0) throw new Error(stderr);
  return LatentClasses.parse(JSON.parse(stdout));
}

function written(name: string, rows: readonly string[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, ["item,rater,label", ...rows, ""].join("\n"));
  return file;
}

test("dawid-skene prints the known optimum of 45 items rated by five anaesthetists", () => {
  const Known = z.object({
    logLik: z.number(),
    classMarginals: z.array(z.number()),
    errorRates: z.record(z.string(), z.array(z.array(z.number()))),
  });
  const known = Known.parse(JSON.parse(readFileSync(path.join(golden, "expected.json"), "utf8")));
  const ours = found(path.join(golden, "input.csv"));
  if (ours.status !== "ok") throw new Error(ours.status);
  expect(ours.classes).toEqual(["1", "2", "3", "4"]);
  expect(ours.logLikelihood).toBeCloseTo(known.logLik, 6);
  known.classMarginals.forEach((share, k) => {
    expect(ours.marginals[k]).toBeCloseTo(share, 5);
  });
  const [first] = ours.raters;
  known.errorRates.rater1?.forEach((row, k) => {
    const rates = first?.errorRates[k];
    if (rates?.status !== "ok") throw new Error("no rates");
    row.forEach((rate, label) => {
      expect(rates.value[label]).toBeCloseTo(rate, 5);
    });
  });
  expect(ours.notes.map(({ code }) => code)).toEqual(["exploratory"]);
});

test("no ratings and a single label are insufficient; a row without an item is exit 2", () => {
  expect(found(written("none.csv", []))).toMatchObject({ status: "insufficient" });
  expect(found(written("alike.csv", ["1,r,a", "2,s,a"]))).toMatchObject({ status: "insufficient" });
  const { status, stderr } = pairlab("dawid-skene", written("no-item.csv", [",r,a"]));
  expect([status, stderr.split("\n")[0]?.startsWith("error  invalid row: no item")]).toEqual([
    2,
    true,
  ]);
});
