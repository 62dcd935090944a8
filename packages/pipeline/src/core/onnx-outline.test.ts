import fc from "fast-check";
import { onnx } from "onnx-proto";
import { expect, test } from "vitest";
import { onnxOutline } from "./onnx-outline.ts";
import { type ByteSource, ProtobufError } from "./protobuf.ts";

const { DataType, DataLocation } = onnx.TensorProto;

const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  byte: (position) => {
    const found = bytes[position];
    if (found === undefined) throw new Error(`byte ${position} of ${bytes.length} was asked for`);
    return found;
  },
  bytes: (start, end) => bytes.slice(start, end),
});

const port = (name: string, elemType: number, dims: readonly (number | string)[]) => ({
  name,
  type: {
    tensorType: {
      elemType,
      shape: {
        dim: dims.map((size) =>
          typeof size === "number" ? { dimValue: size } : { dimParam: size },
        ),
      },
    },
  },
});

const outside = (name: string, dims: number[], entries: Record<string, string>) => ({
  name,
  dims,
  dataType: DataType.FLOAT16,
  dataLocation: DataLocation.EXTERNAL,
  externalData: Object.entries(entries).map(([key, value]) => ({ key, value })),
});

const bytesOf = (graph: onnx.IGraphProto, functions: onnx.IFunctionProto[] = []): Uint8Array =>
  onnx.ModelProto.encode({
    irVersion: 8,
    opsetImport: [{ domain: "", version: 17 }],
    graph,
    functions,
  }).finish();

const unet = bytesOf({
  name: "unet",
  input: [
    port("sample", DataType.FLOAT16, ["batch", 4, "height", "width"]),
    port("timestep", DataType.INT64, []),
    port("ids", DataType.INT32, [1, 77]),
    port("return_dict", DataType.BOOL, [1]),
    port("weight", DataType.FLOAT, [3]),
  ],
  output: [port("out_sample", DataType.FLOAT, [1])],
  initializer: [
    { name: "weight", dims: [3], dataType: DataType.FLOAT, rawData: new Uint8Array(12) },
    outside("far", [5, 7], { location: "model.onnx_data", offset: "4096", length: "70" }),
    outside("near", [5, 7], { location: "model.onnx_data_1" }),
  ],
  node: [
    { opType: "Relu", input: ["sample"], output: ["a"] },
    { opType: "GroupNorm", domain: "com.microsoft", input: ["a"], output: ["b"] },
    {
      opType: "If",
      input: ["c"],
      output: ["d"],
      attribute: [
        {
          name: "then_branch",
          type: onnx.AttributeProto.AttributeType.GRAPH,
          g: {
            name: "inner",
            initializer: [outside("deep", [1], { location: "weights.pb", offset: "10" })],
          },
        },
      ],
    },
    {
      opType: "Constant",
      output: ["e"],
      attribute: [{ name: "value", t: outside("constant", [2], { location: "weights.pb" }) }],
    },
  ],
});

test("a graph's inputs are told by name, type and shape; weights are none", () => {
  const { inputs, outputs } = onnxOutline(sourceOf(unet));
  expect(inputs).toEqual([
    { name: "sample", type: "float16", shape: ["batch", 4, "height", "width"] },
    { name: "timestep", type: "int64", shape: [] },
    { name: "ids", type: "int32", shape: [1, 77] },
    { name: "return_dict", type: "bool", shape: [1] },
  ]);
  expect(outputs).toEqual(["out_sample"]);
});

test("weights in other files are found wherever they hang, with the bytes that they take", () => {
  const { external } = onnxOutline(sourceOf(unet));
  expect(external.map(({ name, location, end }) => [name, location, end])).toEqual([
    ["deep", "weights.pb", 10 + 2],
    ["constant", "weights.pb", 4],
    ["far", "model.onnx_data", 4096 + 70],
    ["near", "model.onnx_data_1", 5 * 7 * 2],
  ]);
});

test("operators that ONNX doesn't have are named", () => {
  expect(onnxOutline(sourceOf(unet)).foreignOperators).toEqual(["com.microsoft.GroupNorm"]);
});

test("weights of sparse tensors and of a file's own functions are found, those operators are known", () => {
  const values = outside("values", [3], { location: "weights.pb", offset: "64", length: "6" });
  const constant = outside("inner", [1], { location: "model.onnx_data", offset: "8", length: "2" });
  const graph = {
    sparseInitializer: [{ values, indices: outside("indices", [3], { location: "indices" }) }],
    node: [
      { opType: "Own", domain: "pkg.functions", input: ["a"], output: ["b"] },
      { opType: "Other", domain: "pkg.functions", input: ["b"], output: ["c"] },
    ],
  };
  const own = {
    name: "Own",
    domain: "pkg.functions",
    node: [
      { opType: "Constant", output: ["x"], attribute: [{ name: "value", t: constant }] },
      { opType: "Gelu", domain: "com.microsoft", input: ["x"], output: ["y"] },
    ],
  };
  const { external, foreignOperators } = onnxOutline(sourceOf(bytesOf(graph, [own])));
  expect(external.map(({ location, end }) => [location, end])).toEqual([
    ["weights.pb", 70],
    ["indices", 6],
    ["model.onnx_data", 10],
  ]);
  expect(foreignOperators).toEqual(["pkg.functions.Other", "com.microsoft.Gelu"]);
});

test.each([
  {},
  { location: "" },
  { location: "weights.pb", offset: "first" },
  { location: "weights.pb", length: "-5" },
  { location: "weights.pb", length: "1e300" },
])("weights at %j are refused", (entries) => {
  const graph = { initializer: [outside("w", [2], entries)] };
  expect(() => onnxOutline(sourceOf(bytesOf(graph)))).toThrow("no place for the weights of w");
});

test("a graph cut off anywhere is refused", () => {
  for (let length = 0; length < unet.length; length += 1)
    expect(() => onnxOutline(sourceOf(unet.subarray(0, length)))).toThrow(ProtobufError);
});

test("graphs nested without end are refused", () => {
  let graph: onnx.IGraphProto = { name: "innermost" };
  for (let depth = 0; depth < 200; depth += 1)
    graph = { node: [{ opType: "If", attribute: [{ name: "then_branch", g: graph }] }] };
  expect(() => onnxOutline(sourceOf(bytesOf(graph)))).toThrow("deep");
});

/** Reads bytes to their end, whatever they are. */
function readsOrRefuses(bytes: Uint8Array): void {
  try {
    onnxOutline(sourceOf(bytes));
  } catch (error) {
    expect(error).toBeInstanceOf(ProtobufError);
  }
}

test("any bytes at all are read or refused, never anything else", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), readsOrRefuses), { numRuns: 500 });
});

test("a damaged graph is read or refused, never anything else", () => {
  const damage = fc.array(
    fc.tuple(fc.integer({ min: 0, max: unet.length - 1 }), fc.integer({ min: 0, max: 255 })),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(damage, (changes) => {
      const bytes = unet.slice();
      for (const [position, byte] of changes) bytes[position] = byte;
      readsOrRefuses(bytes);
    }),
    { numRuns: 1000 },
  );
});
