import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import { toHalf } from "./half.ts";

/** One input of a graph, as its session describes it. Symbolic dimensions are names. */
export interface GraphInput {
  name: string;
  type: string;
  shape: readonly (number | string)[];
}

/** Numbers with a shape: what the pipeline hands to a graph, whatever type the graph wants them in. */
export interface Values {
  data: Float32Array | readonly number[];
  dims: readonly number[];
}

/** Numbers in the type and rank one graph asks for. */
export type TypedValues =
  | { type: "float32"; data: Float32Array; dims: readonly number[] }
  | { type: "float16"; data: Uint16Array; dims: readonly number[] }
  | { type: "int32"; data: Int32Array; dims: readonly number[] }
  | { type: "int64"; data: BigInt64Array; dims: readonly number[] }
  | { type: "bool"; data: Uint8Array; dims: readonly number[] };

/**
 * Values in the type and rank that the graph declares: exporters differ in both.
 *
 * A value of one number fits rank 0 and rank 1. Whole numbers only go into integer inputs: the
 * common exporters truncate a fractional timestep silently, the reference doesn't.
 * Throws: KnownError (input, MODEL_IO).
 */
export function typedFor(input: GraphInput, values: Values): TypedValues {
  const data = values.data instanceof Float32Array ? values.data : Float32Array.from(values.data);
  const dims = fittingDims(input, data.length, values.dims);
  switch (input.type) {
    case "float32":
      return { type: "float32", data, dims };
    case "float16":
      return { type: "float16", data: toHalf(data), dims };
    case "int32":
      return { type: "int32", data: Int32Array.from(wholes(input, data)), dims };
    case "int64":
      return { type: "int64", data: BigInt64Array.from(wholes(input, data), BigInt), dims };
    case "bool":
      return { type: "bool", data: Uint8Array.from(data, (value) => (value === 0 ? 0 : 1)), dims };
    default:
      throw mismatch(`type ${input.type} of input ${input.name}`);
  }
}

/** Whether an input takes numbers between whole ones. */
export const takesFractions = ({ type }: GraphInput): boolean =>
  type === "float32" || type === "float16";

function fittingDims(
  { name, shape }: GraphInput,
  length: number,
  given: readonly number[],
): readonly number[] {
  const dims = length === 1 && shape.length === 0 ? [] : given;
  if (dims.length !== shape.length)
    throw mismatch(`rank ${dims.length} for input ${name} of rank ${shape.length}`);
  for (const [axis, size] of shape.entries())
    if (typeof size === "number" && size !== at(dims, axis))
      throw mismatch(`size ${at(dims, axis)} for axis ${axis} of input ${name}, which is ${size}`);
  return dims;
}

function wholes({ name }: GraphInput, data: Float32Array): Float32Array {
  if (data.every(Number.isInteger)) return data;
  throw mismatch(`a fraction in ${name}, which holds whole numbers`);
}

const mismatch = (what: string) =>
  new KnownError("input", `mismatched model: ${what}`, {
    code: "MODEL_IO",
    hint: "this version runs graphs in the layout of optimum-cli export onnx",
  });
