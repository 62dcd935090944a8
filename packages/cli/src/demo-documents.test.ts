import path from "node:path";
import { Plan } from "@pairlab/domain/plan";
import { Study } from "@pairlab/domain/study";
import { compileDesign } from "@pairlab/study/core/design";
import { expect, test } from "vitest";
import { readDocument } from "./read-document.ts";
import { documentSha256 } from "./sha256.ts";

const datasets = path.resolve(import.meta.dirname, "../../../datasets");
const demo = readDocument(Study, path.join(datasets, "demo.study.json"));
const simulated = readDocument(Study, path.join(datasets, "demo-simulated.study.json"));
const plan = readDocument(Plan, path.join(datasets, "demo.plan.json"));

test("both demo studies follow one plan and show one run", () => {
  expect(demo.plan).toBe("demo.plan.json");
  expect(simulated.plan).toBe(demo.plan);
  expect(simulated.manifest).toBe(demo.manifest);
  expect([demo.mode, simulated.mode]).toEqual(["live", "simulated"]);
  expect(simulated.title.toLowerCase()).toContain("simulated");
});

test("the demo plan compiles to 40 forms of 24 trials over 40 prompts", () => {
  const arms = plan.arms.map((id) => ({
    id,
    label: id,
    modelId: id,
    steps: 1,
    guidance: 0,
    scheduler: "euler" as const,
    negativePrompt: null,
    size: { height: 128, width: 128 },
    originalSize: { height: 128, width: 128 },
  }));
  const prompts = Array.from({ length: 40 }, (_, index) => ({ id: `p${index}`, text: "x" }));
  const { forms } = compileDesign(plan, { arms, prompts }, documentSha256(plan));
  expect(forms.map(({ trials }) => trials.length)).toEqual(Array(40).fill(24));
});
