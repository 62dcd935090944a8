import type { ModelEntry } from "@pairlab/domain/model-registry";
import { expect, test } from "vitest";
import { resolveArm } from "./resolve-arm.ts";

const size = (width: number, height: number) => ({ width, height });
const model: ModelEntry = {
  id: "m",
  family: "sdxl",
  title: "M",
  licence: "CC0-1.0",
  origin: "a test",
  modelIndex: "model_index.json",
  components: { tokenizer: "", text_encoder: "", unet: "", vae_decoder: "", scheduler: "" },
  files: [{ path: "a", sizeBytes: 1, sha256: "0".repeat(64) }],
  sizeBytes: 1,
  defaults: { steps: 1, guidance: 0, scheduler: "euler_a", size: size(1024, 1024) },
};

test("an arm takes from its model what it leaves out, and keeps what it says", () => {
  expect(resolveArm({ id: "a", model: "m" }, [model])).toEqual({
    id: "a",
    label: "a",
    modelId: "m",
    negativePrompt: null,
    originalSize: size(1024, 1024),
    ...model.defaults,
  });
  const own = { steps: 4, guidance: 7.5, scheduler: "ddim", negativePrompt: "" } as const;
  expect(resolveArm({ id: "a", model: "m", ...own, size: size(64, 32) }, [model])).toMatchObject({
    ...own,
    originalSize: size(64, 32),
  });
});

test("rare settings at their default are left out, so that they make no other picture", () => {
  const usual = { eta: 0, guidanceRescale: 0, clipSkip: 0, noise: "torch-cpu" } as const;
  const plain = resolveArm({ id: "a", model: "m" }, [model]);
  expect(resolveArm({ id: "a", model: "m", ...usual }, [model])).toEqual(plain);
  const rare = { eta: 0.5, guidanceRescale: 0.7, clipSkip: 1, noise: "torch-cuda" } as const;
  expect(resolveArm({ id: "a", model: "m", ...rare }, [model])).toEqual({ ...plain, ...rare });
});

test("only pictures longer than the longest side are down-sampled, in their own shape", () => {
  const stored = (width: number, height: number, maxSide?: number) =>
    resolveArm({ id: "a", model: "m", size: size(width, height) }, [model], maxSide).storedSize;
  expect(stored(1024, 1024, 512)).toEqual(size(512, 512));
  expect(stored(1024, 768, 512)).toEqual(size(512, 384));
  expect(stored(16, 1024, 512)).toEqual(size(8, 512));
  expect(stored(512, 512, 512)).toBeUndefined();
  expect(stored(1024, 1024)).toBeUndefined();
});

test("an unknown model is named with those there are", () => {
  const asked = () => resolveArm({ id: "a", model: "n" }, [model]);
  expect(asked).toThrow("unknown model: n (arm a)");
  expect(asked).toThrow(expect.objectContaining({ hint: "known models: m" }));
});
