import { KnownError } from "@pairlab/domain/errors";
import { expect, test } from "vitest";
import { modelLayout } from "./model-layout.ts";
import { requiredFiles, weightFiles } from "./needed-files.ts";

const part = ["library", "Class"];
const sdxl = modelLayout(
  { _class_name: "StableDiffusionXLPipeline", text_encoder_2: part },
  "test",
);
const sd = modelLayout({ _class_name: "StableDiffusionPipeline" }, "test");

const tokenizer = (folder: string) =>
  ["vocab.json", "merges.txt", "tokenizer_config.json", "special_tokens_map.json"].map(
    (name) => `${folder}/${name}`,
  );
const graph = (folder: string) => [`${folder}/model.onnx`, `${folder}/config.json`];
const whole = [
  "model_index.json",
  "scheduler/scheduler_config.json",
  ...tokenizer("tokenizer"),
  ...["text_encoder", "unet", "vae_decoder"].flatMap(graph),
];
const wholeXl = [...whole, ...tokenizer("tokenizer_2"), ...graph("text_encoder_2")];

test("a model needs its index, scheduler, tokenizers, graphs and their configurations", () => {
  const more = ["README.md", "unet/model.safetensors", "vae_encoder/model.onnx"];
  expect(requiredFiles(sd.components, [...more, ...whole], "test")).toEqual(whole.toSorted());
  expect(requiredFiles(sdxl.components, wholeXl, "test")).toEqual(wholeXl.toSorted());
});

test("a tokenizer without special_tokens_map.json is whole: its configuration names the tokens", () => {
  const newer = whole.filter((name) => !name.endsWith("special_tokens_map.json"));
  expect(new Set(requiredFiles(sd.components, newer, "test"))).toEqual(new Set(newer));
});

test.each([
  "unet/model.onnx_data",
  "unet/model.onnx_data_1",
  "unet/model.onnx_data_12",
  "unet/model.onnx.data",
  "unet/weights.pb",
])("weights outside the graph are known by their name: %s", (name) => {
  expect(weightFiles(sd.components, [...whole, name])).toEqual([name]);
});

test.each([
  "README.md",
  "unet/diffusion_pytorch_model.safetensors",
  "unet/model.onnx_data.bak",
  "unet/deep/weights.pb",
  "vae_encoder/model.onnx",
  "vae_encoder/weights.pb",
  "tokenizer/tokenizer.json",
  "text_encoder_2/model.onnx_data",
])("what no graph takes weights from is left out: %s", (name) => {
  expect(weightFiles(sd.components, [...whole, name])).toEqual([]);
});

/** What a set of files is refused with. */
function refusal(paths: readonly string[]): KnownError {
  try {
    requiredFiles(sd.components, paths, "test");
  } catch (error) {
    if (error instanceof KnownError) return error;
    throw error;
  }
  throw new Error("expected a refusal");
}

const without = (pattern: RegExp) => whole.filter((name) => !pattern.test(name));

test.each([
  [
    "PyTorch weights",
    [...without(/onnx$/), "unet/model.safetensors"],
    /weights for PyTorch/,
    /optimum-cli/,
  ],
  ["TensorRT engines", [...without(/onnx$/), "engine/unet.plan"], /TensorRT/, /optimum-cli/],
  [
    "another ONNX layout",
    [...without(/onnx$/), "ORT_CUDA/unet/engine.onnx"],
    /aren't laid out/,
    /optimised or fused/,
  ],
  ["no graphs at all", without(/onnx$/), /no ONNX graphs/, /optimum-cli/],
  [
    "tokenizer.json alone",
    [...without(/vocab|merges/), "tokenizer/tokenizer.json"],
    /tokenizer\.json only/,
    /save_pretrained/,
  ],
  ["half a tokenizer", without(/merges/), /tokenizer is incomplete/, /original repository/],
  [
    "no configurations",
    without(/(unet|vae_decoder)\/config/),
    /old conversion script/,
    /vae\/config\.json/,
  ],
])("a folder with %s is refused by what is missing, why, and what helps", (_, paths, why, hint) => {
  const { kind, code, message, hint: found } = refusal(paths);
  expect({ kind, code }).toEqual({ kind: "missing", code: "MODEL_LAYOUT" });
  expect(message).toMatch(/^missing /);
  expect(message).toMatch(why);
  expect(found).toMatch(hint);
});

test.each([
  ["StableDiffusionXLPipeline", part, "sdxl"],
  ["ORTStableDiffusionXLPipeline", part, "sdxl"],
  ["LatentConsistencyModelPipeline", part, "sdxl"],
  ["LatentConsistencyModelPipeline", [null, null], "sd"],
  ["StableDiffusionPipeline", undefined, "sd"],
  ["OnnxStableDiffusionPipeline", undefined, "sd"],
])("%s with second encoder %j is of the family %s", (name, second, family) => {
  const layout = modelLayout({ _class_name: name, text_encoder_2: second }, "test");
  expect(layout.family).toBe(family);
  expect(Object.keys(layout.components)).toHaveLength(family === "sdxl" ? 7 : 5);
});

test.each([
  "FluxPipeline",
  "StableDiffusion3Pipeline",
  "StableDiffusionXLImg2ImgPipeline",
  "StableDiffusionXLInpaintPipeline",
  "StableDiffusionXLPipeline",
  "ORT",
])("%s without a second encoder is refused by name", (name) => {
  expect(() => modelLayout({ _class_name: name }, "test")).toThrow(
    `unknown pipeline: ${name} (test)`,
  );
});
