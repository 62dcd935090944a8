import { at } from "@pairlab/domain/at";
import {
  elementNumber,
  type GraphDraft,
  type GraphNode,
  type Port,
  type Weight,
} from "../../onnx-graph.fixture.ts";
import {
  decoderWeights,
  encoderWeights,
  finalScale,
  growth,
  latentChannels,
  pixelsPerLatent,
  type StandIn,
  tokens,
  unetWeights,
  vocabularySize,
} from "./stand-in.fixture.ts";

const node = (
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: GraphNode["attributes"] = {},
): GraphNode => ({ operator, inputs, outputs: [output], attributes });

const scalar = (name: string, value: number): Weight => ({ name, dims: [], values: [value] });
const axes = (name: string, ...values: number[]): Weight => ({
  name,
  type: "int64",
  dims: [values.length],
  values,
});
const float32 = { to: elementNumber("float32") };

/** Floats leave a graph in the type that its outputs have. */
const toOutputs = (ports: readonly Port[]): GraphNode[] =>
  ports.map(({ name, type }) => node("Cast", [`${name}_32`], name, { to: elementNumber(type) }));

/** A text encoder by its place: the second of SDXL gives `text_embeds`, SD's gives no inner states. */
export function encoderDraft(standIn: StandIn, index: number): GraphDraft {
  const shape = at(standIn.encoders, index);
  const { layers, width } = shape;
  const { slope, shift, final, pool } = encoderWeights(shape);
  const { floats: type, family, ids = [] } = standIn;
  const states = Array.from({ length: layers + 1 }, (_, layer) => layer);
  const pooled = family === "sdxl" && index === 1 ? "text_embeds" : "pooler_output";
  const wide = ["batch_size", "sequence_length", width];
  const shown = family === "sdxl" ? states : [];
  const outputs: Port[] = [
    { name: "last_hidden_state", type, shape: wide },
    { name: pooled, type, shape: ["batch_size", width] },
    ...shown.map((k) => ({ name: `hidden_states.${k}`, type, shape: wide })),
  ];
  return {
    inputs: [
      { name: "input_ids", type: ids[index] ?? "int64", shape: ["batch_size", "sequence_length"] },
    ],
    outputs,
    weights: [
      scalar("vocabulary", vocabularySize),
      axes("last", 2),
      { name: "slope", dims: [width], values: slope },
      { name: "shift", dims: [width], values: shift },
      scalar("half", finalScale),
      { name: "final", dims: [width], values: final },
      { name: "pool", dims: [tokens, width], values: pool },
      ...states.map((k) => scalar(`growth_${k}`, growth(k))),
    ],
    nodes: [
      node("Cast", ["input_ids"], "ids", float32),
      node("Div", ["ids", "vocabulary"], "x"),
      node("Unsqueeze", ["x", "last"], "column"),
      node("Mul", ["column", "slope"], "sloped"),
      ...states.flatMap((k) => [
        node("Mul", ["sloped", `growth_${k}`], `grown_${k}`),
        node("Add", [`grown_${k}`, "shift"], `hidden_states.${k}_32`),
      ]),
      node("Mul", [`hidden_states.${layers}_32`, "half"], "halved"),
      node("Add", ["halved", "final"], "last_hidden_state_32"),
      node("MatMul", ["x", "pool"], `${pooled}_32`),
      ...toOutputs(outputs),
    ],
  };
}

/** Batch × width by width × channels; the products of all inputs are added. */
const projection = (name: string, width: number, values: Float32Array): Weight => ({
  name: `${name}_weight`,
  dims: [width, latentChannels],
  values,
});

export function unetDraft(standIn: StandIn): GraphDraft {
  const { floats: type, family, guidanceWidth, timestep, hasReturnDict } = standIn;
  const { conv, text, place, pooled, times, guidance } = unetWeights(standIn);
  const textWidth = text.length / latentChannels;
  const pooledWidth = pooled.length / latentChannels;
  const planes = ["batch_size", latentChannels, "height", "width"];
  const isXl = family === "sdxl";
  const outputs: Port[] = [{ name: "out_sample", type, shape: planes }];
  const inputs: Port[] = [
    { name: "sample", type, shape: planes },
    { name: "timestep", ...timestep },
    { name: "encoder_hidden_states", type, shape: ["batch_size", "sequence_length", textWidth] },
    ...(isXl
      ? [
          { name: "text_embeds", type, shape: ["batch_size", pooledWidth] },
          { name: "time_ids", type, shape: ["batch_size", 6] },
        ]
      : []),
    ...(guidanceWidth === null
      ? []
      : [{ name: "timestep_cond", type, shape: ["batch_size", guidanceWidth] }]),
  ];
  const summands = inputs.slice(3).map(({ name }) => name);
  return {
    inputs: [
      ...inputs,
      ...(hasReturnDict ? [{ name: "return_dict", type: "bool" as const, shape: [] }] : []),
    ],
    outputs,
    weights: [
      scalar("thousand", 1000),
      scalar("half", 0.5),
      axes("everywhere", 1, 1, 1, 1),
      axes("second", 1),
      axes("planes", 2, 3),
      { name: "conv", dims: [latentChannels, latentChannels, 1, 3], values: conv },
      { name: "place", dims: [tokens, 1], values: place },
      projection("encoder_hidden_states", textWidth, text),
      ...(isXl
        ? [projection("text_embeds", pooledWidth, pooled), projection("time_ids", 6, times)]
        : []),
      ...(guidanceWidth === null ? [] : [projection("timestep_cond", guidanceWidth, guidance)]),
    ],
    nodes: [
      ...inputs.map(({ name }) => node("Cast", [name], `${name}_in`, float32)),
      node("Conv", ["sample_in", "conv"], "looked", { kernel_shape: [1, 3], pads: [0, 1, 0, 1] }),
      node("Div", ["timestep_in", "thousand"], "early"),
      node("Reshape", ["early", "everywhere"], "time"),
      node("Add", ["time", "half"], "strength"),
      node("Mul", ["looked", "strength"], "seen"),
      ...projected(summands),
      node("Unsqueeze", [`sum_${summands.length}`, "planes"], "told"),
      node("Add", ["seen", "told"], "out_sample_32"),
      ...toOutputs(outputs),
    ],
  };
}

/** The text's states weighed by place, then one projection after the other added: `sum_0`, `sum_1` … */
function projected(summands: readonly string[]): GraphNode[] {
  return [
    node("MatMul", ["encoder_hidden_states_in", "encoder_hidden_states_weight"], "read"),
    node("Mul", ["read", "place"], "placed"),
    node("ReduceSum", ["placed", "second"], "sum_0", { keepdims: 0 }),
    ...summands.flatMap((name, i) => {
      const scaled = name === "time_ids" ? "time_ids_scaled" : `${name}_in`;
      return [
        ...(name === "time_ids" ? [node("Div", ["time_ids_in", "thousand"], scaled)] : []),
        node("MatMul", [scaled, `${name}_weight`], `${name}_sum`),
        node("Add", [`sum_${i}`, `${name}_sum`], `sum_${i + 1}`),
      ];
    }),
  ];
}

export function decoderDraft({ floats: type }: StandIn): GraphDraft {
  const { mix, bias } = decoderWeights();
  const outputs: Port[] = [{ name: "sample", type, shape: ["batch_size", 3, "height", "width"] }];
  const inputs: Port[] = [
    { name: "latent_sample", type, shape: ["batch_size", latentChannels, "rows", "columns"] },
  ];
  return {
    inputs,
    outputs,
    weights: [
      { name: "mix", dims: [bias.length, latentChannels, 1, 1], values: mix },
      { name: "bias", dims: [bias.length], values: bias },
    ],
    nodes: [
      node("Cast", ["latent_sample"], "latents", float32),
      node("Conv", ["latents", "mix", "bias"], "mixed", { kernel_shape: [1, 1] }),
      node("DepthToSpace", ["mixed"], "sample_32", { blocksize: pixelsPerLatent, mode: "CRD" }),
      ...toOutputs(outputs),
    ],
  };
}
