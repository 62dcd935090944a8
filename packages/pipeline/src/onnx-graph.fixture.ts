import { writeFileSync } from "node:fs";
import path from "node:path";
import proto, { type onnx } from "onnx-proto";
import { toHalf } from "./core/half.ts";

// The package is CommonJS without named exports that Node could see.
const { TensorProto, AttributeProto, ModelProto } = proto.onnx;
const { DataType, DataLocation } = TensorProto;
const { AttributeType } = AttributeProto;
const types = {
  float32: DataType.FLOAT,
  float16: DataType.FLOAT16,
  int32: DataType.INT32,
  int64: DataType.INT64,
  bool: DataType.BOOL,
} as const;
export type ElementType = keyof typeof types;

/** The number of a type in an ONNX file: what Cast's attribute `to` wants. */
export const elementNumber = (type: ElementType): number => types[type];

/** An input or output. Named dimensions are free; without a shape even their number is. */
export interface Port {
  name: string;
  type: ElementType;
  shape?: readonly (number | string)[];
}

/** Numbers that are part of the graph. */
export interface Weight {
  name: string;
  type?: Exclude<ElementType, "bool">;
  dims: readonly number[];
  values: Float32Array | readonly number[];
}

export interface GraphNode {
  operator: string;
  domain?: string;
  inputs: readonly string[];
  outputs: readonly string[];
  /** Whole numbers, lists of them, and texts. */
  attributes?: Readonly<Record<string, number | string | readonly number[]>>;
}

/** A graph as a test writes it down. */
export interface GraphDraft {
  inputs: readonly Port[];
  outputs: readonly Port[];
  weights?: readonly Weight[];
  nodes: readonly GraphNode[];
}

/** The file of a graph: opset 17, with other operators where the graph has some. */
export const onnxBytes = (draft: GraphDraft): Uint8Array => encoded(draft, weightTensor);

/** Smaller weights stay in the graph, as exporters leave them: the runtime wants axes and shapes there. */
const smallestOutside = 64;

/** Writes a graph, its weights to a file of their own beside it. The first of them begins at byte 64, as after a header. */
export function writeWithExternalData(file: string, draft: GraphDraft, location: string): void {
  const pieces: Uint8Array[] = [new Uint8Array(64)];
  let offset = 64;
  const outside = (weight: Weight): onnx.ITensorProto => {
    const { rawData, ...tensor } = weightTensor(weight);
    if (rawData.length < smallestOutside) return { ...tensor, rawData };
    pieces.push(rawData);
    const entries = { location, offset: String(offset), length: String(rawData.length) };
    offset += rawData.length;
    return {
      ...tensor,
      dataLocation: DataLocation.EXTERNAL,
      externalData: Object.entries(entries).map(([key, value]) => ({ key, value })),
    };
  };
  writeFileSync(file, encoded(draft, outside));
  writeFileSync(path.join(path.dirname(file), location), Buffer.concat(pieces));
}

const encoded = (
  { inputs, outputs, weights = [], nodes }: GraphDraft,
  tensor: (weight: Weight) => onnx.ITensorProto,
): Uint8Array =>
  ModelProto.encode({
    irVersion: 8,
    opsetImport: [
      { domain: "", version: 17 },
      ...[...new Set(nodes.flatMap(({ domain }) => domain ?? []))].map((domain) => ({
        domain,
        version: 1,
      })),
    ],
    graph: {
      name: "draft",
      input: inputs.map(valueInfo),
      output: outputs.map(valueInfo),
      initializer: weights.map(tensor),
      node: nodes.map(({ operator, domain = "", inputs: input, outputs: output, attributes }) => ({
        opType: operator,
        domain,
        input: [...input],
        output: [...output],
        attribute: Object.entries(attributes ?? {}).map(([name, value]) => attribute(name, value)),
      })),
    },
  }).finish();

function valueInfo({ name, type, shape }: Port): onnx.IValueInfoProto {
  const dim = shape?.map((size) =>
    typeof size === "number" ? { dimValue: size } : { dimParam: size },
  );
  const tensorType = { elemType: types[type], ...(dim === undefined ? {} : { shape: { dim } }) };
  return { name, type: { tensorType } };
}

function attribute(name: string, value: number | string | readonly number[]): onnx.IAttributeProto {
  if (typeof value === "number") return { name, type: AttributeType.INT, i: value };
  if (typeof value === "string")
    return { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) };
  return { name, type: AttributeType.INTS, ints: [...value] };
}

function weightTensor({ name, type = "float32", dims, values }: Weight) {
  const { buffer } = typedValues(type, Float64Array.from(values));
  return { name, dims: [...dims], dataType: types[type], rawData: new Uint8Array(buffer) };
}

function typedValues(type: Exclude<ElementType, "bool">, values: Float64Array) {
  switch (type) {
    case "float32":
      return Float32Array.from(values);
    case "float16":
      return toHalf(Float32Array.from(values));
    case "int32":
      return Int32Array.from(values);
    case "int64":
      return BigInt64Array.from(Array.from(values, BigInt));
  }
}
