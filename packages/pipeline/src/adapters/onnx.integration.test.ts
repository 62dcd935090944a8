import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Provider } from "@pairlab/domain/provider";
import { expect, test } from "vitest";
import { emptyFolder } from "../generate.fixture.ts";
import { type GraphDraft, onnxBytes } from "../onnx-graph.fixture.ts";
import { loadGraph } from "./onnx.ts";

/** The file of a graph, in a folder that goes when the test ends. */
function fileOf(draft: GraphDraft): string {
  const file = path.join(emptyFolder(), "model.onnx");
  writeFileSync(file, onnxBytes(draft));
  return file;
}

const cpu = { threads: 1, provider: "cpu" } as const;
const half = "float16" as const;
const doubled: GraphDraft = {
  inputs: [{ name: "x", type: half, shape: ["n"] }],
  outputs: [
    { name: "sum", type: half, shape: ["n"] },
    { name: "product", type: half, shape: ["n"] },
  ],
  nodes: [
    { operator: "Add", inputs: ["x", "x"], outputs: ["sum"] },
    { operator: "Mul", inputs: ["x", "x"], outputs: ["product"] },
  ],
};

test("half floats go in and come out as float32, and only what is asked for comes out", async () => {
  const graph = await loadGraph(fileOf(doubled), cpu);
  const x = { data: [0.1, -3, 65504], dims: [3] };
  // 0.1 as a half float is 1638.5 / 2^14 rounded to 1638 / 2^14; twice the largest is infinity.
  expect(await graph.run({ x }, ["sum"])).toEqual([
    Float32Array.of((2 * 1638) / 2 ** 14, -6, Number.POSITIVE_INFINITY),
  ]);
  const [product, sum] = await graph.run({ x: { data: [3], dims: [1] } }, ["product", "sum"]);
  expect([product, sum]).toEqual([Float32Array.of(9), Float32Array.of(6)]);
  await graph.release();
});

test("a graph that asks for more memory than there is says so", async () => {
  const file = fileOf({
    inputs: [{ name: "x", type: "float32", shape: [1] }],
    outputs: [{ name: "y", type: "float32", shape: ["n"] }],
    weights: [{ name: "shape", type: "int64", dims: [1], values: [2 ** 45] }],
    nodes: [
      { operator: "Expand", inputs: ["x", "shape"], outputs: ["wide"] },
      { operator: "Neg", inputs: ["wide"], outputs: ["y"] },
    ],
  });
  const graph = await loadGraph(file, cpu);
  await expect(graph.run({ x: { data: [1], dims: [1] } }, ["y"])).rejects.toMatchObject({
    kind: "missing",
    code: "MEMORY",
    message: expect.stringContaining(file),
  });
  await graph.release();
});

const elsewhere: readonly Provider[] = [
  ...(process.platform === "win32" ? [] : ["dml" as const]),
  ...(process.platform === "darwin" ? [] : ["coreml" as const]),
];

test.each(elsewhere)(
  "%s isn't there on this system, and nothing takes its place",
  async (provider) => {
    await expect(loadGraph(fileOf(doubled), { threads: 1, provider })).rejects.toMatchObject({
      kind: "missing",
      code: "MODEL_PROVIDER",
      message: expect.stringMatching(new RegExp(`^missing provider: ${provider} `)),
      hint: expect.stringMatching(/only$/),
    });
  },
);

test.each(["cuda", "tensorrt"] as const)("%s works, or says what to install", async (provider) => {
  const said = await loadGraph(fileOf(doubled), { threads: 1, provider }).then(
    (graph) => graph.release(),
    (error: unknown) => error,
  );
  if (said !== undefined)
    expect(said).toMatchObject({
      kind: "missing",
      code: "MODEL_PROVIDER",
      hint: expect.stringContaining("ONNXRUNTIME_NODE_INSTALL=cuda12"),
    });
});
