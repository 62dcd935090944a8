import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { type ModelEntry, ModelRegistry } from "@pairlab/domain/model-registry";
import { expect, test } from "vitest";
import { encoderHashes } from "./encoder-hashes.ts";

const registry = path.resolve(import.meta.dirname, "../../../../models/registry.json");
const { models } = ModelRegistry.parse(JSON.parse(readFileSync(registry, "utf8")));
const model = at(models, 0);

/** The model with another hash for the file whose path ends so. */
function changed(ending: string): ModelEntry {
  const files = model.files.map((file) =>
    file.path.endsWith(ending) ? { ...file, sha256: "0".repeat(64) } : file,
  );
  expect(files).not.toEqual(model.files);
  return { ...model, files };
}

test("the embedded models share their encoders, so they share what was encoded", () => {
  expect(models).toHaveLength(3);
  expect(new Set(models.map(encoderHashes)).size).toBe(1);
});

test.each([
  "tokenizer/merges.txt",
  "tokenizer_2/tokenizer_config.json",
  "text_encoder/model.onnx",
  "text_encoder_2/config.json",
])("another %s is another encoder", (ending) => {
  expect(encoderHashes(changed(ending))).not.toBe(encoderHashes(model));
});

test("another UNet or decoder is the same encoder", () => {
  for (const ending of ["unet/model.onnx", "vae_decoder/model.onnx"])
    expect(encoderHashes(changed(ending))).toBe(encoderHashes(model));
});

test("encoders in each other's place are others", () => {
  const { tokenizer, tokenizer_2 = "", ...rest } = model.components;
  const components = { ...rest, tokenizer: tokenizer_2, tokenizer_2: tokenizer };
  expect(encoderHashes({ ...model, components })).not.toBe(encoderHashes(model));
});
