import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";

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
  | { type: "int32"; data: Int32Array; dims: readonly number[] }
  | { type: "int64"; data: BigInt64Array; dims: readonly number[] };

/**
 * Values in the type and rank that the graph declares: exporters differ in both.
 *
 * A value of one number fits rank 0 and rank 1. Whole numbers only go into integer inputs: the
 * common exporters truncate a fractional timestep silently, the reference doesn't.
 * Throws: KnownError (input, MODEL_IO).
 */
export function typedFor(input: GraphInput, values: Values): TypedValues {
  const data = Float32Array.from(values.data);
  const dims = data.length === 1 && input.shape.length === 0 ? [] : values.dims;
  if (dims.length !== input.shape.length)
    throw mismatch(`rank ${dims.length} for input ${input.name} of rank ${input.shape.length}`);
  for (const [axis, size] of input.shape.entries())
    if (typeof size === "number" && size !== at(dims, axis))
      throw mismatch(
        `size ${at(dims, axis)} for axis ${axis} of input ${input.name}, which is ${size}`,
      );
  if (input.type === "float32") return { type: "float32", data, dims };
  if (input.type !== "int32" && input.type !== "int64")
    throw mismatch(`type ${input.type} of input ${input.name}`);
  if (!data.every(Number.isInteger))
    throw mismatch(`a fraction in ${input.name}, which holds whole numbers`);
  return input.type === "int32"
    ? { type: "int32", data: Int32Array.from(data), dims }
    : { type: "int64", data: BigInt64Array.from(data, BigInt), dims };
}

const mismatch = (what: string) =>
  new KnownError("input", `mismatched model: ${what}`, {
    code: "MODEL_IO",
    hint: "this version runs graphs in the layout of optimum-cli export onnx",
  });
