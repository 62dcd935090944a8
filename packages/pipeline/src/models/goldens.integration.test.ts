import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Arm } from "@pairlab/domain/arm";
import { at } from "@pairlab/domain/at";
import { SchedulerName } from "@pairlab/domain/scheduler-name";
import { expect, test } from "vitest";
import { z } from "zod";
import { createGraphShelf } from "../adapters/graph-shelf.ts";
import { locatedModel, readModels } from "../adapters/located-models.ts";
import { decodePicture } from "../adapters/png.ts";
import { readJson } from "../adapters/read-json.ts";
import { sha256 } from "../adapters/sha256.ts";
import { createSampler } from "../core/samplers/create-sampler.ts";
import { decodeLatents } from "./decode-latents.ts";
import { denoise } from "./denoise.ts";
import { encodePrompt } from "./encode-prompt.ts";
import { loadModel } from "./load-model.ts";
import { isGuided } from "./noise-predictor.ts";
import { samplerSettings } from "./scheduler-config.ts";
import { zeroConditioning } from "./text-conditioning.ts";

// Reference runs of these very weights with diffusers on PyTorch; models/mini-sdxl/MODEL_CARD.md says how.
const models = path.resolve(import.meta.dirname, "../../../../models");
const golden = path.join(models, "mini-sdxl/golden");
const Case = z.object({
  model: z.string(),
  prompt: z.string(),
  negative_prompt: z.string().optional(),
  original_size: z.tuple([z.int(), z.int()]).optional(),
  seed: z.int(),
  steps: z.int(),
  guidanceScale: z.number(),
  scheduler: z.string(),
  timesteps: z.array(z.number()),
  inputIds: z.array(z.array(z.int())),
  width: z.int(),
  height: z.int(),
  pixelsSha256: z.string(),
});
const cases = [
  "base-10-negative",
  "base-12-ddim",
  "base-12-dpmpp",
  "base-25",
  "base-8-soft",
  "lcm-2",
  "lcm-4",
  "turbo-1",
  "turbo-1-bang",
  "turbo-2",
  "turbo-4",
];
const { load } = createGraphShelf({ threads: 1, provider: "cpu" }, () => 0);

const has = (name: string, file: string) => existsSync(path.join(golden, name, file));
const bytesOf = (data: Float32Array) =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
const floats = (name: string, file: string) => {
  const bytes = readFileSync(path.join(golden, name, file));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};
const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  expect(a.length).toBe(b.length);
  return Array.from(a, (value, i) => Math.abs(value - (b[i] ?? Number.NaN))).reduce((x, y) =>
    Math.max(x, y),
  );
};

/** Pixels whose three channels all lie within 1 of the reference's. */
const nearPixels = (rgb: Uint8Array, reference: Uint8Array) => {
  expect(rgb.length).toBe(reference.length);
  const far = new Set<number>();
  for (const [i, value] of rgb.entries())
    if (Math.abs(value - at(reference, i)) > 1) far.add(Math.floor(i / 3));
  return 1 - far.size / (rgb.length / 3);
};

test("no reference run is left out", () => {
  expect(readdirSync(golden).toSorted()).toEqual(cases);
});

test.each(cases)("%s equals the reference run", async (name) => {
  const one = Case.parse(await readJson(path.join(golden, name, "case.json")));
  const known = await readModels({ models, added: path.join(models, "none") });
  const { entry } = locatedModel(known, one.model);
  const graphs = await loadModel({ folder: models, entry }, load);
  const scheduler = SchedulerName.parse(one.scheduler);
  const size = { height: one.height, width: one.width };
  const [height = one.height, width = one.width] = one.original_size ?? [];
  const arm = Arm.parse({
    id: name,
    label: name,
    modelId: one.model,
    steps: one.steps,
    guidance: one.guidanceScale,
    scheduler,
    negativePrompt: one.negative_prompt ?? null,
    size,
    originalSize: { height, width },
  });
  const config = path.join(models, entry.components.scheduler, "scheduler_config.json");
  const settings = samplerSettings(await readJson(config), config, scheduler);
  expect(createSampler(scheduler, one.steps, settings).timesteps).toEqual(one.timesteps);

  const positive = await encodePrompt(graphs, one.prompt);
  expect(positive.read.map(({ ids }) => ids)).toEqual(one.inputIds);
  const negative =
    one.negative_prompt === undefined
      ? zeroConditioning(positive)
      : await encodePrompt(graphs, one.negative_prompt);
  const isNear = (found: Float32Array, file: string) =>
    expect(largestDifference(found, floats(name, file))).toBeLessThanOrEqual(2e-5);
  isNear(positive.embeddings, "prompt_embeds.f32");
  isNear(positive.pooled ?? new Float32Array(), "pooled.f32");
  const guides = isGuided(graphs, arm.guidance);
  expect(has(name, "negative_embeds.f32")).toBe(guides);
  if (guides) {
    isNear(negative.embeddings, "negative_embeds.f32");
    isNear(negative.pooled ?? new Float32Array(), "negative_pooled.f32");
  }

  const expected = floats(name, "latents.f32");
  const count = expected.length / one.steps;
  const differences: number[] = [];
  const noises: Float32Array[] = [];
  const latents = await denoise(
    graphs,
    { seed: one.seed, arm, settings, positive, negative },
    {
      noise: (noise) => noises.push(noise),
      latents: (x, step) =>
        differences.push(largestDifference(x, expected.subarray(step * count, (step + 1) * count))),
    },
  );
  expect(noises.map(bytesOf)).toEqual([bytesOf(floats(name, "noise.f32"))]);
  expect(differences).toHaveLength(one.steps);
  expect(Math.max(...differences)).toBeLessThanOrEqual(2e-4);

  const { rgb } = (await decodeLatents(graphs, latents, arm.size)).pixels;
  const reference = await decodePicture(path.join(golden, name, "image.png"));
  expect(sha256(reference.rgb)).toBe(one.pixelsSha256);
  expect(nearPixels(rgb, reference.rgb)).toBeGreaterThanOrEqual(0.999);
});
