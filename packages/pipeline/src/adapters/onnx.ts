import { KnownError } from "@pairlab/domain/errors";
import * as ort from "onnxruntime-node";
import { type GraphInput, typedFor, type Values } from "../core/graph-feed.ts";

/** A loaded ONNX graph. */
export interface Graph {
  inputs: readonly GraphInput[];
  outputs: readonly string[];
  /**
   * Runs the graph on exactly its inputs and copies out only what is asked for, in that order.
   * Blocks its thread.
   */
  run(
    feeds: Readonly<Record<string, Values>>,
    wanted: readonly string[],
  ): Promise<readonly Float32Array[]>;
  /** Gives its memory back; the graph can't be run afterwards. */
  release(): Promise<void>;
}

/** How sessions are made; recorded in the manifest, since it may change the last bits. */
export const sessionOptions = (threads: number) =>
  ({
    executionProviders: ["cpu"],
    graphOptimizationLevel: "all",
    executionMode: "sequential",
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4, // what goes wrong is thrown; printed beside it, it would break the one error line
  }) as const;

/** The version of ONNX Runtime in use. */
export const onnxruntimeVersion = (): string => ort.env.versions.node ?? ort.env.versions.common;

/**
 * A graph from its file. External data is found by the names stored in the graph.
 *
 * Throws: KnownError (missing, MODEL_DATA) when the runtime can't load it.
 */
export async function loadGraph(file: string, threads: number): Promise<Graph> {
  const session = await ort.InferenceSession.create(file, sessionOptions(threads)).catch(
    (cause: unknown) => {
      throw new KnownError("missing", `invalid model file: ${file} (the runtime can't load it)`, {
        code: "MODEL_DATA",
        hint: "npx pairlab models verify   compares every model file with its hash",
        cause,
      });
    },
  );
  const inputs = session.inputMetadata.map((input) => {
    if (!input.isTensor)
      throw new KnownError(
        "input",
        `mismatched model: input ${input.name} of ${file} is no tensor`,
      );
    return { name: input.name, type: input.type, shape: input.shape };
  });
  return {
    inputs,
    outputs: session.outputNames,
    run: async (feeds, wanted) => {
      const typed = Object.fromEntries(
        inputs.map((input) => [input.name, tensorFor(input, feeds[input.name], file)]),
      );
      const found = await session.run(typed, wanted);
      return wanted.map((name) => floats(found[name], name, file));
    },
    release: () => session.release(),
  };
}

function tensorFor(input: GraphInput, values: Values | undefined, file: string): ort.Tensor {
  if (values === undefined)
    throw new KnownError("input", `unknown model input: ${input.name} (${file})`, {
      code: "MODEL_IO",
      hint: "this graph asks for something the family doesn't have",
    });
  const { type, data, dims } = typedFor(input, values);
  if (type === "float32") return new ort.Tensor(type, data, dims);
  if (type === "int32") return new ort.Tensor(type, data, dims);
  return new ort.Tensor(type, data, dims);
}

function floats(tensor: ort.Tensor | undefined, name: string, file: string): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new KnownError("input", `mismatched model: no float32 output ${name} in ${file}`, {
    code: "MODEL_IO",
  });
}
