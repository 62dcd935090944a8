import { Manifest } from "@pairlab/domain/manifest";
import { summaryFixture } from "@pairlab/metrics/charts/summary.fixture";
import { expect, test } from "vitest";
import { exampleChoice } from "./example-choice.ts";

const digest = "0".repeat(64);
function chosen(categories: readonly (string | undefined)[]) {
  const prompts = categories.map((category, i) => ({
    id: `p${i}`,
    text: `text ${i}`,
    ...(category === undefined ? {} : { category }),
  }));
  const manifest = Manifest.parse({
    version: 1,
    kind: "generated",
    name: "drawn",
    numericsVersion: 1,
    createdAt: "2026-01-01T00:00:00Z",
    complete: true,
    specSha256: digest,
    prompts,
    seeds: [0],
    arms: [],
    models: [],
    environment: {
      pairlab: "0",
      node: "0",
      onnxruntime: "0",
      sharp: "0",
      platform: "p",
      cpu: "c",
      provider: "cpu",
      threads: 1,
      graphOptimization: "all",
    },
    images: [],
    failures: [],
  });
  const { prompts: found, rule } = exampleChoice({ ...summaryFixture(), prompts }, manifest);
  return { ids: found.map(({ id }) => id), rule };
}

test("of four categories the first prompt of each is shown", () => {
  expect(chosen(["a", "a", "b", "c", "d", "d"])).toEqual({
    ids: ["p0", "p2", "p3", "p4"],
    rule: "the first prompt of each category",
  });
});

test("of more categories four are shown at even distances", () => {
  const { ids, rule } = chosen(["a", "b", "c", "d", "e", "f", "g", "h"]);
  expect(ids).toEqual(["p0", "p2", "p4", "p6"]);
  expect(rule).toContain("at even distances among the 8");
});

test("with fewer categories prompts are shown at even distances", () => {
  expect(chosen(Array.from({ length: 12 }, () => undefined)).ids).toEqual(["p0", "p3", "p6", "p9"]);
});

test("of three prompts all are shown", () => {
  expect(chosen(["a", "a", "a"]).ids).toEqual(["p0", "p1", "p2"]);
});
