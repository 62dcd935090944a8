import type { GraphDraft, GraphNode, Weight } from "../src/onnx-graph.fixture.ts";

/** Planes of the decoder's blocks, from the latents up. Source: vae/config.json of SDXL, block_out_channels reversed. */
const blocks = [512, 512, 256, 128];
const groups = 32;

/**
 * The layers of SDXL's picture decoder with random weights: 1,257 GMAC for 512 × 512 pixels, but for the attention in its
 * middle. What it draws means nothing; what it costs does.
 */
export function sdxlDecoder(random: () => number): GraphDraft {
  const layers = decoderLayers(random);
  let planes = 512;
  let x = layers.conv("latent_sample", 4, planes);
  x = layers.resnet(layers.resnet(x, planes, planes), planes, planes);
  for (const [index, wider] of blocks.entries()) {
    for (let layer = 0; layer < 3; layer += 1) {
      x = layers.resnet(x, planes, wider);
      planes = wider;
    }
    if (index === blocks.length - 1) break;
    const larger = layers.doubled(x);
    x = layers.conv(larger, planes, planes);
  }
  const last = layers.nodes.length;
  layers.conv(layers.normed(x, planes), planes, 3);
  const end = layers.nodes.at(-1);
  if (end === undefined || layers.nodes.length === last)
    throw new Error("the decoder has no last layer");
  layers.nodes[layers.nodes.length - 1] = { ...end, outputs: ["sample"] };
  return {
    inputs: [{ name: "latent_sample", type: "float32", shape: ["batch", 4, "height", "width"] }],
    outputs: [{ name: "sample", type: "float32", shape: ["batch", 3, "height_out", "width_out"] }],
    weights: layers.weights,
    nodes: layers.nodes,
  };
}

/** Layers by name; each writes its nodes and weights down and gives the name of what it puts out. */
function decoderLayers(random: () => number) {
  const weights: Weight[] = [];
  const nodes: GraphNode[] = [];
  let count = 0;
  const weight = (dims: readonly number[], scale: number, shift = 0): string => {
    count += 1;
    const length = dims.reduce((product, size) => product * size, 1);
    const values = Float32Array.from({ length }, () => shift + scale * (2 * random() - 1));
    weights.push({ name: `w${count}`, dims, values });
    return `w${count}`;
  };
  const constant = (name: string, type: "int64" | "float32", values: readonly number[]) => {
    weights.push({ name, type, dims: [values.length], values });
    return name;
  };
  const node = (operator: string, inputs: readonly string[], attributes = {}): string => {
    count += 1;
    nodes.push({ operator, inputs, outputs: [`t${count}`], attributes });
    return `t${count}`;
  };
  const grouped = constant("grouped", "int64", [0, groups, -1]);
  const doubled = constant("doubled", "float32", [1, 1, 2, 2]);
  const ones = constant(
    "ones",
    "float32",
    Array.from({ length: groups }, () => 1),
  );
  const zeros = constant(
    "zeros",
    "float32",
    Array.from({ length: groups }, () => 0),
  );

  const conv = (x: string, from: number, to: number, side = 3): string => {
    const scale = Math.sqrt(3 / (from * side * side));
    const pads = Array.from({ length: 4 }, () => (side - 1) / 2);
    const attributes = { kernel_shape: [side, side], pads };
    return node("Conv", [x, weight([to, from, side, side], scale), weight([to], 0)], attributes);
  };
  const normed = (x: string, planes: number): string => {
    const flat = node("Reshape", [x, grouped]);
    const equal = node("InstanceNormalization", [flat, ones, zeros]);
    const back = node("Reshape", [equal, node("Shape", [x])]);
    const scaled = node("Mul", [back, weight([planes, 1, 1], 0, 1)]);
    const shifted = node("Add", [scaled, weight([planes, 1, 1], 0)]);
    return node("Mul", [shifted, node("Sigmoid", [shifted])]);
  };
  const resnet = (x: string, from: number, to: number): string => {
    const once = conv(normed(x, from), from, to);
    const twice = conv(normed(once, to), to, to);
    return node("Add", [from === to ? x : conv(x, from, to, 1), twice]);
  };
  const resized = (x: string): string => node("Resize", [x, "", doubled], { mode: "nearest" });
  return { conv, normed, resnet, doubled: resized, weights, nodes };
}
