import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { InstrumentMean, TargetDistances } from "@pairlab/domain/instrument";
import { createRng } from "@pairlab/domain/random";
import { afterAll, expect, test } from "vitest";
import { pairlab } from "../pairlab.fixture.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pairlab-instrument-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(lines: readonly string[]): string {
  const file = path.join(folder, "table.csv");
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

/** Cases of prevalence .2, seen with sensitivity .9 and specificity .95; the first are labelled. */
function cases(labels: number, outputs: number): string[] {
  const rng = createRng(3, "instrument cases");
  return Array.from({ length: labels + outputs }, (_, i) => {
    const label = rng.float() < 0.2 ? 1 : 0;
    const right = rng.float() < (label === 1 ? 0.9 : 0.95);
    return `${right ? label : 1 - label},${i < labels ? label : ""}`;
  });
}

test("mean is corrected by labels, narrower than labels alone, and by the instrument's errors besides", () => {
  const file = written(["output,label", ...cases(200, 1000)]);
  const found = InstrumentMean.parse(
    JSON.parse(pairlab("instrument", "mean", file, "--json").stdout),
  );
  expect(found).toMatchObject({ outputs: 1000, labels: 200, predictionPowered: { status: "ok" } });
  if (found.predictionPowered.status !== "ok" || found.corrected?.status !== "ok")
    throw new Error("no numbers");
  const { lower, upper, standardError, labelsAlone } = found.predictionPowered.value;
  expect(lower).toBeLessThan(0.2);
  expect(upper).toBeGreaterThan(0.2);
  expect(standardError).toBeLessThan(labelsAlone.standardError);
  expect(found.corrected.value.lower).toBeLessThan(0.2);
  expect(found.corrected.value.upper).toBeGreaterThan(0.2);
  const few = pairlab("instrument", "mean", written(["output,label", ...cases(20, 50)]));
  expect(few.status).toBe(0);
  expect(few.stdout).toMatch(/^corrected by labels: insufficient, too few labels/m);
  const graded = written(["output,label", "0.5,", "0.7,1"]);
  expect(JSON.parse(pairlab("instrument", "mean", graded, "--json").stdout)).not.toHaveProperty(
    "corrected",
  );
});

test("target prints each distance beside what chance alone makes of as few cases", () => {
  const rows = Array.from({ length: 10 }, (_, i) => `c${i},${i === 0 ? 20 : 0},0.1`);
  const file = written(["category,count,target", ...rows]);
  const words = ["instrument", "target", file, "--draws", "4000", "--json"];
  const found = TargetDistances.parse(JSON.parse(pairlab(...words).stdout));
  expect(found).toMatchObject({ n: 20, categories: 10 });
  const [variation] = found.distances;
  if (variation?.found.status !== "ok") throw new Error("no distance");
  // Ten even categories, 20 cases: .26 by chance alone.
  expect(Math.abs(variation.found.value.nullMean - 0.26)).toBeLessThan(0.008);
  expect(variation.found.value.seen).toBeCloseTo(0.9, 12);
  expect(pairlab(...words).stdout).toBe(pairlab(...words).stdout);
  const none = written(["category,count,target", "a,0,0.5", "b,0,0.5"]);
  expect(pairlab("instrument", "target", none).stdout).toContain("insufficient, no cases");
});

test.each([
  ["mean", ["output,label", "x,1"], /invalid output: x \(.*line 2\)/],
  ["mean", ["output", "1"], /missing column: label/],
  ["target", ["category,count,target", "a,1,0.5", "a,1,0.5"], /duplicate category: a \(.*line 3\)/],
  ["target", ["category,count,target", "a,1.5,1"], /invalid count: 1\.5/],
  ["target", ["category,count,target", "a,1,0.4"], /invalid target: shares sum to 0\.4/],
  ["target", ["category,count,target", "a,1,2"], /invalid target: 2/],
  ["target", ["category,count,target"], /invalid target: shares sum to 0/],
])("%s of %j is one error with its place, exit 2", (name, rows, message) => {
  const { status, stdout, stderr } = pairlab("instrument", name, written(rows));
  expect(stderr).toMatch(message);
  expect([status, stdout]).toEqual([2, ""]);
});
