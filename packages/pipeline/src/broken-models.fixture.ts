import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ModelRegistry } from "@pairlab/domain/model-registry";
import { sha256 } from "./adapters/sha256.ts";
import { copiedModels } from "./generate.fixture.ts";
import { type GraphNode, onnxBytes, type Weight } from "./onnx-graph.fixture.ts";

export const decoderFile = "mini-sdxl/components/vae_decoder/model.onnx";

/** The embedded models with another decoder, which the registry vouches for. */
export async function modelsWithDecoder(decoder: Uint8Array): Promise<string> {
  const models = await copiedModels();
  writeFileSync(path.join(models, decoderFile), decoder);
  const file = path.join(models, "registry.json");
  const registry = ModelRegistry.parse(JSON.parse(readFileSync(file, "utf8")));
  for (const model of registry.models)
    for (const entry of model.files)
      if (entry.path === decoderFile)
        Object.assign(entry, { sizeBytes: decoder.length, sha256: sha256(decoder) });
  writeFileSync(file, JSON.stringify(registry));
  return models;
}

/** A decoder in a picture's shape that ends with these operators, from `large` to `sample`. */
function decoderEnding(nodes: readonly GraphNode[], weights: readonly Weight[] = []): Uint8Array {
  const shape = (channels: number) => ["batch", channels, "height", "width"];
  return onnxBytes({
    inputs: [{ name: "latent_sample", type: "float32", shape: shape(4) }],
    outputs: [{ name: "sample", type: "float32", shape: shape(3) }],
    weights: [
      { name: "first", type: "int64", dims: [1], values: [0] },
      { name: "end", type: "int64", dims: [1], values: [3] },
      { name: "axis", type: "int64", dims: [1], values: [1] },
      { name: "scales", dims: [4], values: [1, 1, 8, 8] },
      ...weights,
    ],
    nodes: [
      { operator: "Slice", inputs: ["latent_sample", "first", "end", "axis"], outputs: ["rgb"] },
      { operator: "Resize", inputs: ["rgb", "", "scales"], outputs: ["large"] },
      ...nodes,
    ],
  });
}

/** A decoder that gives x / (x - x): no number at all, as a float16 decoder that overflows. */
export const overflowingDecoder = (): Uint8Array =>
  decoderEnding([
    { operator: "Sub", inputs: ["large", "large"], outputs: ["zero"] },
    { operator: "Div", inputs: ["large", "zero"], outputs: ["sample"] },
  ]);

/** A decoder whose every number is far below what black is. */
export const blackDecoder = (): Uint8Array =>
  decoderEnding(
    [
      { operator: "Abs", inputs: ["large"], outputs: ["size"] },
      { operator: "Sub", inputs: ["least", "size"], outputs: ["sample"] },
    ],
    [{ name: "least", dims: [1], values: [-5] }],
  );

/** A decoder that wants a hundred terabytes on the way. */
export const vastDecoder = (): Uint8Array =>
  decoderEnding(
    [
      { operator: "Expand", inputs: ["large", "vast"], outputs: ["wide"] },
      { operator: "ReduceMean", inputs: ["wide"], outputs: ["sample"], attributes: { axes: [0] } },
    ],
    [{ name: "vast", type: "int64", dims: [4], values: [2 ** 30, 1, 1, 1] }],
  );
