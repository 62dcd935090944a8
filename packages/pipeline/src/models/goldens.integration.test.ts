import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Arm } from "@pairlab/domain/arm";
import { SchedulerName } from "@pairlab/domain/scheduler-name";
import { expect, test } from "vitest";
import { z } from "zod";
import { modelEntry, readRegistry } from "../adapters/model-files.ts";
import { decodePicture } from "../adapters/png.ts";
import { readJson } from "../adapters/read-json.ts";
import { createSampler } from "../core/samplers/create-sampler.ts";
import { samplerSettings } from "./scheduler-config.ts";
import { decodeLatents, denoise } from "./sdxl.ts";
import { graphCache, loadSdxl } from "./sdxl-graphs.ts";
import { encodePrompt, zeroConditioning } from "./sdxl-text.ts";

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
});
const load = graphCache(1);
const schedulerNames: Record<string, string> = {
  dpmpp_2m: "dpmpp_2m_karras",
  dpmpp: "dpmpp_2m_karras",
};

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

test.each(readdirSync(golden))("%s equals the reference run", async (name) => {
  const one = Case.parse(await readJson(path.join(golden, name, "case.json")));
  const entry = modelEntry(await readRegistry(models), one.model);
  const graphs = await loadSdxl(models, entry.modelIndex, entry.components, load);
  const scheduler = SchedulerName.parse(schedulerNames[one.scheduler] ?? one.scheduler);
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
  expect(positive.ids).toEqual(one.inputIds);
  expect(largestDifference(positive.embeddings, floats(name, "prompt_embeds.f32"))).toBeLessThan(
    2e-5,
  );
  expect(largestDifference(positive.pooled, floats(name, "pooled.f32"))).toBeLessThan(2e-5);
  const negative =
    one.negative_prompt === undefined
      ? zeroConditioning(positive)
      : await encodePrompt(graphs, one.negative_prompt);

  const expected = floats(name, "latents.f32");
  const count = expected.length / one.steps;
  const differences: number[] = [];
  const latents = await denoise(
    graphs,
    { seed: one.seed, arm, settings, positive, negative },
    {
      noise: (noise) => expect([...noise]).toEqual([...floats(name, "noise.f32")]),
      latents: (x, step) =>
        differences.push(largestDifference(x, expected.subarray(step * count, (step + 1) * count))),
    },
  );
  expect(differences).toHaveLength(one.steps);
  expect(Math.max(...differences)).toBeLessThanOrEqual(2e-4);

  const { rgb } = await decodeLatents(graphs, latents, arm);
  const reference = await decodePicture(path.join(golden, name, "image.png"));
  const near = rgb.filter((value, i) => Math.abs(value - (reference.rgb[i] ?? -9)) <= 1).length;
  expect(near / rgb.length).toBeGreaterThanOrEqual(0.999);
});
