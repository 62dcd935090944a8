import { KnownError } from "@pairlab/domain/errors";
import type { Graph } from "../adapters/onnx.ts";

/**
 * A graph's output, when it holds as many numbers as the configuration says it does.
 *
 * Throws: KnownError (input, MODEL_IO) that names both.
 */
export function wholeOutput(
  { file }: Pick<Graph, "file">,
  name: string,
  values: Float32Array,
  count: number,
): Float32Array {
  if (values.length === count) return values;
  throw new KnownError(
    "input",
    `mismatched model: output ${name} of ${file} has ${values.length} numbers, not ${count}`,
    { code: "MODEL_IO", hint: "the graph and its config.json are of different models" },
  );
}
