import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { onnx } from "onnx-proto";
import * as ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { emptyFolder } from "../generate.fixture.ts";
import { checkedGraphBytes, externalDataFiles } from "./external-data.ts";

const { DataType, DataLocation } = onnx.TensorProto;
const port = (name: string) => ({
  name,
  type: { tensorType: { elemType: DataType.FLOAT, shape: { dim: [{ dimValue: 2 }] } } },
});

/** A graph that adds two numbers from a file of that name, which holds them after 16 others. */
function graphWithWeights(location: string): { folder: string; file: string } {
  const folder = emptyFolder();
  const entries = { location, offset: "64", length: "8" };
  const model = onnx.ModelProto.encode({
    irVersion: 8,
    opsetImport: [{ domain: "", version: 17 }],
    graph: {
      name: "sum",
      input: [port("x")],
      output: [port("y")],
      initializer: [
        {
          name: "w",
          dims: [2],
          dataType: DataType.FLOAT,
          dataLocation: DataLocation.EXTERNAL,
          externalData: Object.entries(entries).map(([key, value]) => ({ key, value })),
        },
      ],
      node: [{ opType: "Add", input: ["x", "w"], output: ["y"] }],
    },
  }).finish();
  const file = path.join(folder, "model.onnx");
  writeFileSync(file, model);
  return { folder, file };
}

const weights = new Uint8Array(Float32Array.from({ length: 18 }, (_, i) => i).buffer);
const names = [
  "model.onnx_data",
  "model.onnx_data_1",
  "model.onnx.data",
  "weights.pb",
  "text_model.embeddings.token_embedding.weight",
];

test.each(names)("weights in %s are found by the runtime and by us", async (name) => {
  const { folder, file } = graphWithWeights(name);
  writeFileSync(path.join(folder, name), weights);
  expect(await externalDataFiles(file)).toEqual([{ file: name, bytesNeeded: 72 }]);
  expect(await checkedGraphBytes(file)).toBeGreaterThan(weights.length);
  const session = await ort.InferenceSession.create(file);
  const { y } = await session.run({ x: new ort.Tensor("float32", [1, 1], [2]) });
  expect([...(y?.data ?? [])]).toEqual([17, 18]);
});

/** What a graph is refused with. */
async function refusal(file: string): Promise<KnownError> {
  const error = await checkedGraphBytes(file).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof KnownError) return error;
  throw new Error("expected a refusal", { cause: error });
}

test.each(names)("a missing %s is refused by its name", async (name) => {
  const { file } = graphWithWeights(name);
  const { kind, code, message } = await refusal(file);
  expect({ kind, code }).toEqual({ kind: "missing", code: "MODEL_DATA" });
  expect(message).toContain(name);
});

test("a folder in place of weights is refused", async () => {
  const { folder, file } = graphWithWeights("weights");
  mkdirSync(path.join(folder, "weights"));
  expect((await refusal(file)).message).toMatch(/^missing model file: .*weights/);
});

test("weights that end too early are refused with both sizes", async () => {
  const { folder, file } = graphWithWeights("model.onnx_data");
  writeFileSync(path.join(folder, "model.onnx_data"), weights.subarray(0, 71));
  const { code, message } = await refusal(file);
  expect(code).toBe("MODEL_DATA");
  expect(message).toContain("71 of 72 bytes");
});

test("a graph that is cut short is refused before the runtime sees it", async () => {
  const { folder, file } = graphWithWeights("model.onnx_data");
  writeFileSync(path.join(folder, "model.onnx_data"), weights);
  truncateSync(file, 60);
  const { code, message } = await refusal(file);
  expect(code).toBe("MODEL_DATA");
  expect(message).toContain("goes on beyond byte 60");
});

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 5\n`;

test.each(["model.onnx", "model.onnx_data"])("a Git LFS pointer as %s says so", async (name) => {
  const { folder, file } = graphWithWeights("model.onnx_data");
  writeFileSync(path.join(folder, "model.onnx_data"), weights);
  writeFileSync(path.join(folder, name), pointer);
  const { code, message, hint } = await refusal(file);
  expect(code).toBe("MODEL_DATA");
  expect(message).toContain(`${name} is a pointer of Git LFS`);
  expect(hint).toContain("git lfs pull");
});

test.each(["../secret", "/etc/hostname", "a/../../b"])(
  "weights at %s are refused",
  async (name) => {
    const { file } = graphWithWeights(name);
    const { code, message } = await refusal(file);
    expect(code).toBe("MODEL_DATA");
    expect(message).toContain("outside its folder");
  },
);
