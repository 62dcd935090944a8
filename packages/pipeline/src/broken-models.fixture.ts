import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ModelRegistry } from "@pairlab/domain/model-registry";
import { onnx } from "onnx-proto";
import { sha256 } from "./adapters/sha256.ts";
import { copiedModels } from "./generate.fixture.ts";

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

/** A decoder that gives x / (x - x): no number at all, as a float16 decoder that overflows. */
export function overflowingDecoder(): Uint8Array {
  const { elemType, dims } = { elemType: onnx.TensorProto.DataType.FLOAT, dims: [1, 4, 16, 16] };
  const value = (name: string) => ({
    name,
    type: { tensorType: { elemType, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } },
  });
  return onnx.ModelProto.encode({
    irVersion: 8,
    opsetImport: [{ domain: "", version: 17 }],
    graph: {
      name: "overflow",
      input: [value("latent_sample")],
      output: [value("sample")],
      node: [
        { opType: "Sub", input: ["latent_sample", "latent_sample"], output: ["zero"] },
        { opType: "Div", input: ["latent_sample", "zero"], output: ["sample"] },
      ],
    },
  }).finish();
}
