import { at } from "@pairlab/domain/at";
import type { GraphDraft, GraphNode, Weight } from "../src/onnx-graph.fixture.ts";

const latentChannels = 4;
const groups = 32;
/** Planes of SDXL's decoder from the picture's size down; 49.5 million weights with three blocks a size. */
export const decoderPlanes = [128, 256, 512, 512] as const;
const blocksASize = 3;

/** A graph in the making; each method adds operators and returns the name of what they give. */
class Draft {
  readonly nodes: GraphNode[] = [];
  readonly weights: Weight[] = [];
  #word = 1;

  add(
    operator: string,
    inputs: readonly string[],
    attributes: GraphNode["attributes"] = {},
  ): string {
    const name = `t${this.nodes.length}`;
    this.nodes.push({ operator, inputs, outputs: [name], attributes });
    return name;
  }

  weight(dims: readonly number[], values: Float32Array | readonly number[]): string {
    const name = `w${this.weights.length}`;
    this.weights.push({ name, dims, values });
    return name;
  }

  whole(values: readonly number[]): string {
    const name = `w${this.weights.length}`;
    this.weights.push({ name, type: "int64", dims: [values.length], values });
    return name;
  }

  /** Uniform numbers that keep the variance of what they are multiplied with; the same on every machine. */
  random(dims: readonly number[], inputs: number): string {
    const count = dims.reduce((product, size) => product * size, 1);
    const reach = Math.sqrt(3 / inputs);
    const values = new Float32Array(count);
    for (let i = 0; i < count; i += 1) {
      this.#word = (Math.imul(this.#word, 1664525) + 1013904223) >>> 0;
      values[i] = (this.#word / 2 ** 31 - 1) * reach;
    }
    return this.weight(dims, values);
  }

  convolution(x: string, from: number, to: number, side: 1 | 3): string {
    const kernel = this.random([to, from, side, side], from * side * side);
    const pads = side === 3 ? [1, 1, 1, 1] : [0, 0, 0, 0];
    const bias = this.weight([to], new Float32Array(to));
    return this.add("Conv", [x, kernel, bias], { kernel_shape: [side, side], pads });
  }

  /** Group normalisation as PyTorch's exporter writes it. */
  normalised(x: string, planes: number): string {
    const grouped = this.add("Reshape", [x, this.whole([0, groups, -1])]);
    const ones = this.weight([groups], new Float32Array(groups).fill(1));
    const zeros = this.weight([groups], new Float32Array(groups));
    const even = this.add("InstanceNormalization", [grouped, ones, zeros]);
    const back = this.add("Reshape", [even, this.add("Shape", [x])]);
    const scale = this.weight([planes, 1, 1], new Float32Array(planes).fill(1));
    const shift = this.weight([planes, 1, 1], new Float32Array(planes));
    return this.add("Add", [this.add("Mul", [back, scale]), shift]);
  }

  activated(x: string, planes: number): string {
    const even = this.normalised(x, planes);
    return this.add("Mul", [even, this.add("Sigmoid", [even])]);
  }

  residual(x: string, from: number, to: number): string {
    const first = this.convolution(this.activated(x, from), from, to, 3);
    const second = this.convolution(this.activated(first, to), to, to, 3);
    const skipped = from === to ? x : this.convolution(x, from, to, 1);
    return this.add("Add", [skipped, second]);
  }

  /** Every place looks at every other, with one head. */
  attention(x: string, planes: number): string {
    const square = () => this.random([planes, planes], planes);
    const flat = this.add("Reshape", [this.normalised(x, planes), this.whole([0, planes, -1])]);
    const rows = this.add("Transpose", [flat], { perm: [0, 2, 1] });
    const [q, k, v] = [0, 1, 2].map(() => this.add("MatMul", [rows, square()])) as [
      string,
      string,
      string,
    ];
    const turned = this.add("Transpose", [k], { perm: [0, 2, 1] });
    const scale = this.weight([1], [planes ** -0.5]);
    const scores = this.add("Mul", [this.add("MatMul", [q, turned]), scale]);
    const seen = this.add("MatMul", [this.add("Softmax", [scores]), v]);
    const out = this.add("Transpose", [this.add("MatMul", [seen, square()])], { perm: [0, 2, 1] });
    return this.add("Add", [x, this.add("Reshape", [out, this.add("Shape", [x])])]);
  }

  doubled(x: string, planes: number): string {
    const scales = this.weight([4], [1, 1, 2, 2]);
    const larger = this.add("Resize", [x, "", scales], {
      mode: "nearest",
      coordinate_transformation_mode: "asymmetric",
      nearest_mode: "floor",
    });
    return this.convolution(larger, planes, planes, 3);
  }
}

/**
 * SDXL's decoder layer by layer, with random weights: what it costs is real, what it draws isn't.
 *
 * Source: diffusers' AutoencoderKL with the configuration of stabilityai/sdxl-turbo.
 */
export function vaeDecoderDraft(): GraphDraft {
  const draft = new Draft();
  const deepest = at(decoderPlanes, decoderPlanes.length - 1);
  let planes: number = deepest;
  let x = draft.convolution("latent_sample", latentChannels, latentChannels, 1);
  x = draft.convolution(x, latentChannels, planes, 3);
  x = draft.attention(draft.residual(x, planes, planes), planes);
  x = draft.residual(x, planes, planes);
  for (const [i, to] of decoderPlanes.toReversed().entries()) {
    for (let block = 0; block < blocksASize; block += 1) {
      x = draft.residual(x, planes, to);
      planes = to;
    }
    if (i < decoderPlanes.length - 1) x = draft.doubled(x, planes);
  }
  x = draft.convolution(draft.activated(x, planes), planes, 3, 3);
  const { nodes, weights } = draft;
  const named = [...nodes, { operator: "Identity", inputs: [x], outputs: ["sample"] }];
  const free = ["batch", "height", "width"] as const;
  return {
    inputs: [
      {
        name: "latent_sample",
        type: "float32",
        shape: [free[0], latentChannels, free[1], free[2]],
      },
    ],
    outputs: [{ name: "sample", type: "float32", shape: [free[0], 3, "rows", "columns"] }],
    weights,
    nodes: named,
  };
}
