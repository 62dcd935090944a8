import { writeFileSync } from "node:fs";
import path from "node:path";
import * as ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { missingOperator } from "../core/missing-operator.ts";
import { emptyFolder } from "../generate.fixture.ts";
import { type ElementType, type GraphNode, onnxBytes } from "../onnx-graph.fixture.ts";
import { loadGraph, sessionOptions } from "./onnx.ts";

/** What the runtime says to a graph of this one operator; undefined when it takes it. */
async function saidOf(
  types: readonly ElementType[],
  node: Omit<GraphNode, "inputs" | "outputs">,
): Promise<string | undefined> {
  const inputs = types.map((type, i) => ({ name: `x${i}`, type }));
  const graph = onnxBytes({
    inputs,
    outputs: [{ name: "y", type: types[0] ?? "float32" }],
    nodes: [{ ...node, inputs: inputs.map(({ name }) => name), outputs: ["y"] }],
  });
  return await ort.InferenceSession.create(
    graph,
    sessionOptions({ threads: 1, provider: "cpu" }),
  ).then(
    (session) => session.release().then(() => undefined),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

const half = "float16";
const full = "float32";
const microsoft = (operator: string, attributes: GraphNode["attributes"] = {}) => ({
  operator,
  domain: "com.microsoft",
  attributes,
});

// What onnxruntime's own optimiser makes of Stable Diffusion for NVIDIA cards (its stable_diffusion example).
test.each([
  ["GroupNorm", [half, full, full], { groups: 4, activation: 1, channels_last: 1 }],
  ["GroupNorm", [full, full, full], { groups: 4, activation: 1, channels_last: 1 }],
  ["SkipGroupNorm", [half, full, full, half], { groups: 4, activation: 1 }],
  ["BiasSplitGelu", [half, half], {}],
  ["BiasAdd", [half, half, half], {}],
  ["NhwcConv", [half, half], {}],
  ["PackedMultiHeadAttention", [half, half, half, half, "int32", "int32"], { num_heads: 2 }],
] as const)("%s of %j isn't there on the CPU, and is named", async (name, types, attributes) => {
  const said = await saidOf(types, microsoft(name, attributes));
  expect(said).toBeDefined();
  expect(missingOperator(said ?? "")).toMatch(new RegExp(`^(com\\.microsoft\\.)?${name}$`));
});

test("an operator of a library that isn't there is named with its domain", async () => {
  const said = await saidOf([full], { operator: "Plugin", domain: "trt.plugins" });
  expect(missingOperator(said ?? "")).toMatch(/Plugin$/);
});

test("TensorRT's engine inside a graph is named", async () => {
  const said = await saidOf([full], microsoft("EPContext", { main_context: 1 }));
  expect(missingOperator(said ?? "")).toBe("EPContext");
});

test.each([
  ["MultiHeadAttention", [full, full, full], { num_heads: 2 }],
  ["MultiHeadAttention", [half, half, half], { num_heads: 2 }],
  ["SkipLayerNormalization", [half, half, half], {}],
  ["FastGelu", [half], {}],
  ["QuickGelu", [full], {}],
  ["FusedMatMul", [full, full], {}],
] as const)("%s of %j runs on the CPU", async (name, types, attributes) => {
  expect(await saidOf(types, microsoft(name, attributes))).toBeUndefined();
});

test("other failures name no operator", async () => {
  const said = await saidOf([full], microsoft("GroupNorm"));
  expect(said).toBeDefined();
  expect(missingOperator(said ?? "")).toBeUndefined();
});

test("a graph fused for another provider is refused by the operator's name", async () => {
  const file = path.join(emptyFolder(), "model.onnx");
  const half = (name: string) => ({ name, type: "float16" as const });
  writeFileSync(
    file,
    onnxBytes({
      inputs: [half("a"), half("b"), half("c")],
      outputs: [half("y")],
      nodes: [{ ...microsoft("BiasAdd"), inputs: ["a", "b", "c"], outputs: ["y"] }],
    }),
  );
  await expect(loadGraph(file, { threads: 1, provider: "cpu" })).rejects.toMatchObject({
    kind: "missing",
    code: "MODEL_PROVIDER",
    message: expect.stringMatching(
      /^missing operator: com\.microsoft\.BiasAdd, which .*model\.onnx/,
    ),
  });
});
