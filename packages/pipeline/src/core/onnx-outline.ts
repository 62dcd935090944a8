import type { GraphInput } from "./graph-feed.ts";
import {
  type ByteSource,
  ProtobufError,
  type ProtobufField,
  protobufMessage,
  protobufNumbers,
  protobufText,
} from "./protobuf.ts";

/** Where a tensor's values lie, outside the graph's file. */
export interface ExternalTensor {
  name: string;
  /** A path relative to the graph's folder. */
  location: string;
  /** Bytes of the file up to the tensor's last one. */
  end: number;
}

/** What an ONNX file says of itself, without its weights. */
export interface OnnxOutline {
  inputs: readonly GraphInput[];
  outputs: readonly string[];
  external: readonly ExternalTensor[];
  /** Names of operators that ONNX itself doesn't have, as `domain.Name`, each once. */
  foreignOperators: readonly string[];
}

// Numbers of fields in onnx.proto (ONNX 1.19).
const model = { graph: 7, operatorSets: 8, functions: 25 };
const graph = { node: 1, initializer: 5, input: 11, output: 12, sparse: 15 };
const definition = { name: 1, node: 7, domain: 10 };
const sparse = { values: 1, indices: 2 };
const node = { operator: 4, attribute: 5, domain: 7 };
const attribute = { tensor: 5, graph: 6, tensors: 10, graphs: 11 };
const tensor = { dims: 1, type: 2, name: 8, external: 13, location: 14 };
const pair = { key: 1, value: 2 };
const value = { name: 1, type: 2 };
const type = { tensor: 1 };
const tensorType = { element: 1, shape: 2 };
const shape = { dim: 1 };
const dimension = { size: 1, name: 2 };

/** ONNX Runtime's names and sizes in bytes of tensor elements, by their number in onnx.proto. */
const elements: Readonly<Record<number, readonly [name: string, bytes: number]>> = {
  1: ["float32", 4],
  2: ["uint8", 1],
  3: ["int8", 1],
  4: ["uint16", 2],
  5: ["int16", 2],
  6: ["int32", 4],
  7: ["int64", 8],
  9: ["bool", 1],
  10: ["float16", 2],
  11: ["float64", 8],
  12: ["uint32", 4],
  13: ["uint64", 8],
  16: ["bfloat16", 2],
  21: ["uint4", 0.5],
  22: ["int4", 0.5],
};
const ownDomains = ["", "ai.onnx"];
/** `data_location` of tensors in other files. */
const external = 1;
/** Graphs in graphs deeper than this come from no exporter. */
const deepest = 16;

interface Found {
  external: ExternalTensor[];
  foreignOperators: Set<string>;
}

/**
 * Reads an ONNX file's inputs, outputs and references to other files.
 *
 * Throws: ProtobufError for bytes that are no whole ONNX model.
 */
export function onnxOutline(source: ByteSource): OnnxOutline {
  const found: Found = { external: [], foreignOperators: new Set() };
  const parts = protobufMessage(source, { start: 0, end: source.size });
  const whole = parts(model.graph).at(-1);
  if (whole === undefined || parts(model.operatorSets).length === 0)
    throw new ProtobufError("it holds no graph, or not all of it");
  const fields = protobufMessage(source, whole);
  const weights = new Set(readGraph(source, fields, found, 0));
  const own = parts(model.functions).map((field) => readFunction(source, field, found));
  for (const name of own) found.foreignOperators.delete(name);
  const ports = (number: number) => fields(number).map((field) => graphInput(source, field));
  return {
    // Older exporters list weights among the inputs.
    inputs: ports(graph.input).filter(({ name }) => !weights.has(name)),
    outputs: ports(graph.output).map(({ name }) => name),
    external: found.external,
    foreignOperators: [...found.foreignOperators],
  };
}

type Fields = (number: number) => readonly ProtobufField[];

/** Notes what a graph and those inside it take from elsewhere. Result: the names of its weights. */
function readGraph(source: ByteSource, fields: Fields, found: Found, depth: number): string[] {
  if (depth > deepest) throw new ProtobufError(`graphs nested more than ${deepest} deep`);
  for (const field of fields(graph.node)) readNode(source, field, found, depth);
  for (const field of within(source, fields(graph.sparse), sparse.values, sparse.indices))
    readTensor(source, field, found);
  return fields(graph.initializer).map((field) => readTensor(source, field, found));
}

/** Reads an operator that the file defines itself. Result: its name with the domain. */
function readFunction(source: ByteSource, outer: ProtobufField, found: Found): string {
  const fields = protobufMessage(source, outer);
  for (const field of fields(definition.node)) readNode(source, field, found, 0);
  return `${text(source, fields(definition.domain))}.${text(source, fields(definition.name))}`;
}

function readNode(source: ByteSource, outer: ProtobufField, found: Found, depth: number): void {
  const fields = protobufMessage(source, outer);
  const domain = text(source, fields(node.domain));
  if (!ownDomains.includes(domain))
    found.foreignOperators.add(`${domain}.${text(source, fields(node.operator))}`);
  for (const one of fields(node.attribute)) {
    const inner = protobufMessage(source, one);
    for (const field of [...inner(attribute.tensor), ...inner(attribute.tensors)])
      readTensor(source, field, found);
    for (const field of [...inner(attribute.graph), ...inner(attribute.graphs)])
      readGraph(source, protobufMessage(source, field), found, depth + 1);
  }
}

/** Notes where the tensor lies when that is another file. Result: its name. */
function readTensor(source: ByteSource, outer: ProtobufField, found: Found): string {
  const fields = protobufMessage(source, outer);
  const name = text(source, fields(tensor.name));
  if (numberOf(fields(tensor.location)) !== external) return name;
  const entries = new Map(fields(tensor.external).map((field) => entryOf(source, field)));
  const dims = fields(tensor.dims).flatMap((field) => protobufNumbers(source, field));
  const length = entries.get("length") ?? sizeBytes(dims, numberOf(fields(tensor.type)));
  const end = Number(entries.get("offset") ?? 0) + Number(length);
  const location = entries.get("location") ?? "";
  if (location === "" || !Number.isSafeInteger(end) || end < 0)
    throw new ProtobufError(`no place for the weights of ${name}`);
  found.external.push({ name, location, end });
  return name;
}

const sizeBytes = (dims: readonly number[], element: number): number =>
  Math.ceil(dims.reduce((product, size) => product * size, elements[element]?.[1] ?? 0));

function entryOf(source: ByteSource, outer: ProtobufField): [key: string, value: string] {
  const fields = protobufMessage(source, outer);
  return [text(source, fields(pair.key)), text(source, fields(pair.value))];
}

function graphInput(source: ByteSource, outer: ProtobufField): GraphInput {
  const fields = protobufMessage(source, outer);
  const types = within(source, fields(value.type), type.tensor);
  const element = numberOf(within(source, types, tensorType.element));
  const dims = within(source, within(source, types, tensorType.shape), shape.dim);
  return {
    name: text(source, fields(value.name)),
    type: elements[element]?.[0] ?? `type ${element}`,
    shape: dims.map((field) => dimensionOf(source, field)),
  };
}

function dimensionOf(source: ByteSource, outer: ProtobufField): number | string {
  const fields = protobufMessage(source, outer);
  return fields(dimension.size).at(-1)?.value ?? text(source, fields(dimension.name));
}

/** The fields of these numbers inside messages. */
const within = (
  source: ByteSource,
  outer: readonly ProtobufField[],
  ...numbers: number[]
): readonly ProtobufField[] =>
  outer.flatMap((field) => numbers.flatMap(protobufMessage(source, field)));

/** The last of a field's values counts: "" and 0 where there is none. */
const text = (source: ByteSource, fields: readonly ProtobufField[]): string => {
  const last = fields.at(-1);
  return last === undefined ? "" : protobufText(source, last);
};
const numberOf = (fields: readonly ProtobufField[]): number => fields.at(-1)?.value ?? 0;
