import { readFileSync } from "node:fs";
import path from "node:path";
import { GenerationSpec } from "@pairlab/domain/generation-spec";
import { ModelRegistry } from "@pairlab/domain/model-registry";
import { parseDocument } from "@pairlab/domain/parse-document";
import { Plan } from "@pairlab/domain/plan";
import { Prompt } from "@pairlab/domain/prompt";
import { Study } from "@pairlab/domain/study";
import { compileDesign } from "@pairlab/study/core/design";
import { expect, test } from "vitest";
import { z } from "zod";
import { parseJson, readDocument } from "./read-document.ts";
import { documentSha256 } from "./sha256.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const datasets = path.join(root, "datasets");
const demo = readDocument(Study, path.join(datasets, "demo.study.json"));
const simulated = readDocument(Study, path.join(datasets, "demo-simulated.study.json"));
const plan = readDocument(Plan, path.join(datasets, "demo.plan.json"));
const spec = readDocument(GenerationSpec, path.join(datasets, "demo.spec.json"));
const { models } = readDocument(ModelRegistry, path.join(root, "models/registry.json"));
const prompts = readFileSync(path.join(datasets, spec.prompts), "utf8")
  .trimEnd()
  .split("\n")
  .map((line, index) => parseDocument(Prompt, parseJson(line, spec.prompts), `line ${index + 1}`));

const categories = ["shape", "count", "relation", "sign", "portrait", "landscape", "animal"];

test("both demo studies follow one plan and show one run", () => {
  expect(demo.plan).toBe("demo.plan.json");
  expect(simulated.plan).toBe(demo.plan);
  expect(simulated.manifest).toBe(demo.manifest);
  expect([demo.mode, simulated.mode]).toEqual(["live", "simulated"]);
  expect(simulated.title.toLowerCase()).toContain("simulated");
});

test("the demo spec makes the run and the arms that the demo studies show", () => {
  expect(demo.manifest).toBe(`../runs/${spec.name}/manifest.json`);
  expect(spec.arms.map(({ id }) => id)).toEqual(plan.arms);
  expect(spec.seeds).toHaveLength(1);
});

test("every demo arm runs its model with its own guidance and scheduler, no setting left open", () => {
  for (const arm of spec.arms) {
    const model = models.find(({ id }) => id === arm.model);
    expect(arm).toMatchObject({
      guidance: model?.defaults.guidance,
      scheduler: model?.defaults.scheduler,
      steps: Number(arm.id.split("-")[1]),
    });
  }
});

test("prompts.v1 is 40 different prompts, p001 to p040, five or six of each kind of scene", () => {
  expect(prompts.map(({ id }) => id)).toEqual(
    Array.from({ length: 40 }, (_, index) => `p${String(index + 1).padStart(3, "0")}`),
  );
  expect(new Set(prompts.map(({ text }) => text)).size).toBe(40);
  expect([...new Set(prompts.map(({ category }) => category))]).toEqual(categories);
  for (const name of categories)
    expect([5, 6]).toContain(prompts.filter(({ category }) => category === name).length);
});

test("the models know every word of prompts.v1 as one word", () => {
  const file = path.join(root, "models/mini-sdxl/components/tokenizer/vocab.json");
  const vocabulary = readDocument(z.record(z.string(), z.number()), file);
  const words = new Set(prompts.flatMap(({ text }) => text.split(" ")));
  expect([...words].filter((word) => !(`${word}</w>` in vocabulary))).toEqual([]);
});

test("the demo plan compiles to 40 forms of 24 trials over the 40 prompts", () => {
  const arms = spec.arms.map(({ id, label = id, model }) => ({
    id,
    label,
    modelId: model,
    steps: 1,
    guidance: 0,
    scheduler: "euler" as const,
    negativePrompt: null,
    size: { height: 128, width: 128 },
    originalSize: { height: 128, width: 128 },
  }));
  const { forms } = compileDesign(plan, { arms, prompts }, documentSha256(plan));
  expect(forms.map(({ trials }) => trials.length)).toEqual(Array(40).fill(24));
});
