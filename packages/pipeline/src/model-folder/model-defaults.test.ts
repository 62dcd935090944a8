import { expect, test } from "vitest";
import { presetFor, readPresets } from "../presets/read-presets.ts";
import { modelDefaults } from "./model-defaults.ts";

const size = { height: 512, width: 512 };
const facts = { scheduler: "euler", size, hasGuidanceEmbedding: false } as const;
const presets = await readPresets();

test("without a preset steps and guidance are called a guess", () => {
  expect(modelDefaults("sdxl", facts, undefined)).toEqual({
    defaults: { steps: 25, guidance: 5, scheduler: "euler", size },
    assumed: ["steps", "guidance"],
  });
  expect(modelDefaults("sd", facts, undefined).defaults.guidance).toBe(7.5);
});

test("a consistency model gets four steps, and guidance only where its UNet takes it in", () => {
  const lcm = { ...facts, scheduler: "lcm" } as const;
  expect(
    modelDefaults("sd", { ...lcm, hasGuidanceEmbedding: true }, undefined).defaults,
  ).toMatchObject({
    steps: 4,
    guidance: 8.5,
  });
  expect(modelDefaults("sdxl", lcm, undefined).defaults).toMatchObject({ steps: 4, guidance: 1 });
});

test("a preset's settings are taken, its scheduler only as a name to compare with", () => {
  const turbo = presetFor(presets, ["stabilityai/sdxl-turbo"]);
  const { defaults, assumed } = modelDefaults("sdxl", { ...facts, scheduler: "euler_a" }, turbo);
  expect(defaults).toEqual({ steps: 1, guidance: 0, scheduler: "euler_a", size });
  expect(assumed).toEqual([]);
});

test.each([
  ["runwayml/stable-diffusion-v1-5", "sd-1.5"],
  ["onnx-community/stable-diffusion-v1-5-ONNX", "sd-1.5"],
  ["STABILITYAI/SDXL-Turbo", "sdxl-turbo"],
  [
    "/home/somebody/.cache/huggingface/hub/models--stabilityai--sdxl-turbo/snapshots/f4b0486b/unet",
    "sdxl-turbo",
  ],
  ["sd-turbo", "sd-turbo"],
  ["somebody/else", undefined],
])("%s is known as %s", (name, id) => {
  expect(presetFor(presets, [undefined, name])?.id).toBe(id);
});

test("the first name that is known decides", () => {
  const names = ["latent-consistency/lcm-sdxl", "stabilityai/stable-diffusion-xl-base-1.0"];
  expect(presetFor(presets, names)?.id).toBe("lcm-sdxl");
  expect(presetFor(presets, names.toReversed())?.id).toBe("sdxl-base-1.0");
});

test("no two presets share a name, and each that can't be downloaded says what to do", () => {
  const names = presets.flatMap(({ id, repository, alsoKnownAs }) => [
    id,
    repository,
    ...alsoKnownAs,
  ]);
  expect(new Set(names).size).toBe(names.length);
  for (const { download, advice } of presets)
    expect(download !== null || advice !== undefined).toBe(true);
});

test.each([
  ["stabilityai/sdxl-turbo", 1, 0, 512],
  ["stabilityai/stable-diffusion-xl-base-1.0", 50, 5, 1024],
  ["SimianLuo/LCM_Dreamshaper_v7", 4, 8.5, 768],
  ["stable-diffusion-v1-5/stable-diffusion-v1-5", 50, 7.5, 512],
  ["stabilityai/sd-turbo", 1, 0, 512],
  ["ByteDance/SDXL-Lightning", 4, 0, 1024],
])(
  "%s runs as its authors publish it: %i steps, guidance %d, %i px",
  (name, steps, guidance, px) => {
    // Model cards of these repositories.
    expect(presetFor(presets, [name])?.defaults).toMatchObject({
      steps,
      guidance,
      size: { height: px, width: px },
    });
  },
);
