import { KnownError } from "@pairlab/domain/errors";
import type { Provider } from "@pairlab/domain/provider";
import * as ort from "onnxruntime-node";
import { type GraphInput, typedFor, type Values } from "../core/graph-feed.ts";
import { fromHalf } from "../core/half.ts";
import { checkedGraphBytes } from "./external-data.ts";
import { graphFailure } from "./graph-failure.ts";
import { useWordsForHalfFloats } from "./half-float-tensors.ts";

/** A loaded ONNX graph. */
export interface Graph {
  /** Where it was loaded from, for messages. */
  file: string;
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

/** How a graph is computed. */
export interface GraphOptions {
  threads: number;
  provider: Provider;
}

ort.env.logLevel = "fatal"; // what goes wrong is thrown; printed beside it, it would break the one error line
useWordsForHalfFloats();

/** How sessions are made; recorded in the manifest, since it may change the last bits. */
export const sessionOptions = ({ threads, provider }: GraphOptions) =>
  ({
    executionProviders: [provider], // this one alone: it works or it throws
    graphOptimizationLevel: "all",
    executionMode: "sequential",
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  }) as const;

/** The version of ONNX Runtime in use. */
export const onnxruntimeVersion = (): string => ort.env.versions.node ?? ort.env.versions.common;

/**
 * A graph from its file. External data is found by the names stored in the graph.
 *
 * Throws: KnownError (missing): MODEL_DATA when weights are missing or the runtime can't load it, MODEL_PROVIDER when the provider isn't
 *         available, MEMORY when there is too little.
 */
export async function loadGraph(file: string, options: GraphOptions): Promise<Graph> {
  await checkedGraphBytes(file);
  const session = await ort.InferenceSession.create(file, sessionOptions(options)).catch(
    (cause: unknown) => {
      throw graphFailure(cause, file, options.provider);
    },
  );
  const inputs = session.inputMetadata.map((input) => {
    if (!input.isTensor)
      throw new KnownError(
        "input",
        `mismatched model: input ${input.name} of ${file} is no tensor`,
        { code: "MODEL_IO" },
      );
    return { name: input.name, type: input.type, shape: input.shape };
  });
  return {
    file,
    inputs,
    outputs: session.outputNames,
    run: async (feeds, wanted) => {
      const typed = Object.fromEntries(
        inputs.map((input) => [input.name, tensorFor(input, feeds[input.name], file)]),
      );
      const found = await session.run(typed, wanted).catch((cause: unknown) => {
        throw graphFailure(cause, file, options.provider);
      });
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
  const typed = typedFor(input, values);
  switch (typed.type) {
    case "float32":
      return new ort.Tensor("float32", typed.data, typed.dims);
    case "float16":
      return new ort.Tensor("float16", typed.data, typed.dims);
    case "int32":
      return new ort.Tensor("int32", typed.data, typed.dims);
    case "int64":
      return new ort.Tensor("int64", typed.data, typed.dims);
    case "bool":
      return new ort.Tensor("bool", typed.data, typed.dims);
  }
}

function floats(tensor: ort.Tensor | undefined, name: string, file: string): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  if (tensor?.type === "float16" && tensor.data instanceof Uint16Array)
    return fromHalf(tensor.data);
  throw new KnownError(
    "input",
    `mismatched model: output ${name} of ${file} is ${tensor?.type ?? "missing"}, not float32 or float16`,
    { code: "MODEL_IO" },
  );
}
