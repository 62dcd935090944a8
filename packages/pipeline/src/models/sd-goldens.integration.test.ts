import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Arm } from "@pairlab/domain/arm";
import { at } from "@pairlab/domain/at";
import { SchedulerName } from "@pairlab/domain/scheduler-name";
import { expect, test } from "vitest";
import { z } from "zod";
import { createGraphShelf } from "../adapters/graph-shelf.ts";
import { locatedModel, readModels } from "../adapters/located-models.ts";
import { checkModelFiles, readRegistry } from "../adapters/model-files.ts";
import { decodePicture } from "../adapters/png.ts";
import { readJson } from "../adapters/read-json.ts";
import { sha256 } from "../adapters/sha256.ts";
import { timeIds } from "../core/conditioning.ts";
import { createSampler } from "../core/samplers/create-sampler.ts";
import { armSettings } from "./arm-settings.ts";
import { decodeLatents } from "./decode-latents.ts";
import { denoise } from "./denoise.ts";
import { encodePrompt } from "./encode-prompt.ts";
import { loadModel } from "./load-model.ts";
import type { LoadedModel } from "./loaded-model.ts";
import { isGuided } from "./noise-predictor.ts";
import { type TextConditioning, zeroConditioning } from "./text-conditioning.ts";

// Runs of tiny random models of each kind with diffusers on PyTorch: tools/known-answers/sd_family.
const golden = path.resolve(import.meta.dirname, "../../golden/tiny-sd");
const models = path.join(golden, "models");
const runs = path.join(golden, "cases");

const Side = z.tuple([z.int(), z.int()]);
const Case = z.object({
  model: z.string(),
  scheduler: SchedulerName,
  prompt: z.string(),
  negative_prompt: z.string().nullable().default(null),
  original_size: Side.optional(),
  eta: z.number().optional(),
  guidance_rescale: z.number().optional(),
  clip_skip: z.int().optional(),
  seed: z.int(),
  steps: z.int(),
  guidanceScale: z.number(),
  width: z.int(),
  height: z.int(),
  timesteps: z.array(z.number()),
  inputIds: z.array(z.array(z.int())),
  timeIds: z.array(z.number()).nullable(),
  pixelsSha256: z.string(),
});
type Case = z.infer<typeof Case>;

const cases = [
  "tiny-lcm-four-steps",
  "tiny-lcm-low-guidance",
  "tiny-lightning-clip-skip",
  "tiny-lightning-four-steps",
  "tiny-lightning-guided-clip-skip",
  "tiny-lightning-guided-rescaled",
  "tiny-lightning-guided-zeros",
  "tiny-lightning-x0-one-step",
  "tiny-sd-turbo-four-steps",
  "tiny-sd-turbo-one-step",
  "tiny-sd15-guided",
  "tiny-sd15-negative",
  "tiny-sd15-rescaled",
  "tiny-sd15-unguided",
  "tiny-sd21-guided-bang",
  "tiny-sd21-noisy",
];
const { load } = createGraphShelf({ threads: 1, provider: "cpu" }, () => 0);

function armOf(name: string, one: Case): Arm {
  const size = { height: one.height, width: one.width };
  const [height, width] = one.original_size ?? [one.height, one.width];
  return Arm.parse({
    id: name,
    label: name,
    modelId: one.model,
    steps: one.steps,
    guidance: one.guidanceScale,
    scheduler: one.scheduler,
    negativePrompt: one.negative_prompt,
    size,
    originalSize: { height, width },
    eta: one.eta,
    guidanceRescale: one.guidance_rescale,
    clipSkip: one.clip_skip,
  });
}

const floats = (name: string, file: string) => {
  const bytes = readFileSync(path.join(runs, name, `${file}.f32`));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};
const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  expect(a.length).toBe(b.length);
  return Array.from(a, (value, i) => Math.abs(value - (b[i] ?? Number.NaN))).reduce((x, y) =>
    Math.max(x, y),
  );
};

/** What the model is told instead of the prompt. */
const negativeOf = (
  model: LoadedModel,
  { negative_prompt: text }: Case,
  positive: TextConditioning,
): TextConditioning | Promise<TextConditioning> =>
  text === null && model.zerosForNull
    ? zeroConditioning(positive)
    : encodePrompt(model, text ?? "");

test("no run is left out", () => {
  expect(readdirSync(runs).toSorted()).toEqual(cases);
});

test("the models are those that the runs were made with", async () => {
  const registry = await readRegistry(models);
  for (const { files } of registry.models) await checkModelFiles(models, files, new Map());
  expect(registry.models).toHaveLength(6);
});

test.each(cases)("%s equals the reference run", async (name) => {
  const one = Case.parse(await readJson(path.join(runs, name, "case.json")));
  const known = await readModels({ models, added: path.join(models, "none") });
  const located = locatedModel(known, one.model);
  const model = await loadModel(located, load);
  const arm = armOf(name, one);
  const settings = await armSettings(arm, located);
  expect(createSampler(arm.scheduler, arm.steps, settings).timesteps).toEqual(one.timesteps);

  const positive = await encodePrompt(model, one.prompt, arm.clipSkip);
  expect(positive.read.map(({ ids }) => ids)).toEqual(one.inputIds);
  const negative = await negativeOf(model, one, positive);
  const isNear = (found: Float32Array | null, file: string) =>
    expect(largestDifference(found ?? [], floats(name, file))).toBeLessThanOrEqual(2e-5);
  const isThere = (file: string) => existsSync(path.join(runs, name, `${file}.f32`));
  isNear(positive.embeddings, "prompt_embeds");
  expect(isThere("pooled")).toBe(located.entry.family === "sdxl");
  if (isThere("pooled")) isNear(positive.pooled, "pooled");
  expect(isThere("negative_embeds")).toBe(isGuided(model, arm.guidance));
  if (isThere("negative_embeds")) isNear(negative.embeddings, "negative_embeds");
  if (one.timeIds !== null) expect([...timeIds(arm.originalSize, arm.size)]).toEqual(one.timeIds);

  const expected = floats(name, "latents");
  const count = expected.length / one.timesteps.length;
  const differences: number[] = [];
  const latents = await denoise(
    model,
    { seed: one.seed, arm, settings, positive, negative },
    {
      noise: (noise) => expect(noise).toEqual(floats(name, "noise")),
      latents: (x, step) =>
        differences.push(largestDifference(x, expected.subarray(step * count, (step + 1) * count))),
    },
  );
  expect(differences).toHaveLength(one.timesteps.length);
  expect(Math.max(...differences)).toBeLessThanOrEqual(2e-4);

  const { pixels } = await decodeLatents(model, latents, arm.size);
  const reference = await decodePicture(path.join(runs, name, "image.png"));
  expect(sha256(reference.rgb)).toBe(one.pixelsSha256);
  const far = pixels.rgb.filter((value, i) => Math.abs(value - at(reference.rgb, i)) > 1);
  expect(far.length / pixels.rgb.length).toBeLessThanOrEqual(0.001);
});
