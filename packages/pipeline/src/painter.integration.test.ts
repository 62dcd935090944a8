import { readFileSync } from "node:fs";
import path from "node:path";
import { Arm } from "@pairlab/domain/arm";
import { at } from "@pairlab/domain/at";
import { expect, test } from "vitest";
import { locatedModel, readModels } from "./adapters/located-models.ts";
import { armSettings } from "./models/arm-settings.ts";
import { createPainter } from "./painter.ts";

// Runs of tiny random models with diffusers on PyTorch: tools/known-answers/sd_family.
const golden = path.resolve(import.meta.dirname, "../golden/tiny-sd");
const models = path.join(golden, "models");

const size = { height: 64, width: 64 };
const usual = { label: "arm", size, originalSize: size, negativePrompt: null };

/** The latents of a run after its last step. */
function lastLatents(name: string): Float32Array {
  const bytes = readFileSync(path.join(golden, "cases", name, "latents.f32"));
  const all = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  );
  return all.subarray(-4 * 8 * 8);
}

const runs = [
  {
    // diffusers takes the states of the prompt earlier, those of the negative prompt never.
    prompt: "a green heart",
    seed: 16,
    arm: {
      id: "tiny-lightning-guided-clip-skip",
      modelId: "tiny-lightning",
      scheduler: "euler",
      steps: 3,
      guidance: 4,
      negativePrompt: "a dark boat!",
      clipSkip: 1,
    },
  },
  {
    prompt: "a blue fish",
    seed: 12,
    arm: {
      id: "tiny-lightning-clip-skip",
      modelId: "tiny-lightning",
      scheduler: "euler",
      steps: 2,
      guidance: 0,
      clipSkip: 1,
    },
  },
  {
    prompt: "a red circle on a white background!",
    seed: 1,
    arm: {
      id: "tiny-sd15-guided",
      modelId: "tiny-sd15",
      scheduler: "pndm",
      steps: 6,
      guidance: 7.5,
    },
  },
];

test("a painter gives the reference's latents, one model after the other", async () => {
  const known = await readModels({ models, added: path.join(models, "none") });
  const painter = createPainter({ threads: 1, provider: "cpu" }, () => 0);
  for (const { arm: asked, prompt, seed } of runs) {
    const arm = Arm.parse({ ...usual, ...asked });
    const model = locatedModel(known, arm.modelId);
    const settings = await armSettings(arm, model);
    const { latents } = await painter.paint({ model, arm, settings, prompt, seed });
    const expected = lastLatents(arm.id);
    expect(latents).toHaveLength(expected.length);
    const far = latents.map((value, i) => Math.abs(value - at(expected, i)));
    expect(Math.max(...far), arm.id).toBeLessThanOrEqual(2e-4);
  }
});
