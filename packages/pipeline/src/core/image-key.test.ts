import type { Arm } from "@pairlab/domain/arm";
import { SchedulerName } from "@pairlab/domain/scheduler-name";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ImageRequest, imageKeyText } from "./image-key.ts";

const size = fc.record({
  height: fc.integer({ min: 8, max: 64 }),
  width: fc.integer({ min: 8, max: 64 }),
});
const text = fc.string({ unit: "grapheme", maxLength: 12 });
const arm: fc.Arbitrary<Arm> = fc.record({
  id: text,
  label: text,
  modelId: text,
  steps: fc.integer({ min: 1, max: 50 }),
  guidance: fc.integer({ min: 0, max: 20 }).map((half) => half / 2),
  scheduler: fc.constantFrom(...SchedulerName.options),
  negativePrompt: fc.option(text),
  size,
  originalSize: size,
  guidanceRescale: fc.constantFrom(0.3, 0.7),
  clipSkip: fc.integer({ min: 1, max: 2 }),
  noise: fc.constantFrom("torch-cpu", "torch-cuda"),
});
const request: fc.Arbitrary<ImageRequest> = fc.record({
  modelHash: text,
  prompt: text,
  seed: fc.integer({ min: 0, max: 4294967295 }),
  arm,
  settings: fc.record({
    prediction: fc.constantFrom("epsilon", "v_prediction", "sample"),
    spacing: fc.constantFrom("linspace", "leading", "trailing"),
    stepsOffset: fc.integer({ min: 0, max: 1 }),
    setAlphaToOne: fc.boolean(),
    originalSteps: fc.integer({ min: 1, max: 100 }),
    timestepScaling: fc.integer({ min: 1, max: 20 }),
    eta: fc.constantFrom(0, 0.5, 1),
    shift: fc.constantFrom(1, 3),
  }),
});

/** All that may show in a picture, with the names that may not taken out. */
const visible = ({
  arm: { id: _id, label: _label, modelId: _modelId, ...rest },
  ...request
}: ImageRequest) => JSON.stringify({ ...request, arm: rest });

/** A request with one of its parts taken from another request. */
const mixed = (one: ImageRequest, other: ImageRequest): ImageRequest[] => [
  ...(["modelHash", "prompt", "seed", "settings"] as const).map((name) => ({
    ...one,
    [name]: other[name],
  })),
  ...(
    [
      "id",
      "label",
      "modelId",
      "steps",
      "guidance",
      "scheduler",
      "negativePrompt",
      "size",
      "originalSize",
    ] as const
  ).map((name) => ({ ...one, arm: { ...one.arm, [name]: other.arm[name] } })),
];

test("a key changes when any part of a request that can show changes, and only then", () => {
  fc.assert(
    fc.property(request, request, (one, other) => {
      for (const changed of mixed(one, other)) {
        const isSame = visible(changed) === visible(one);
        expect(imageKeyText(changed) === imageKeyText(one)).toBe(isSame);
      }
    }),
  );
});

test("no negative prompt and an empty one are two requests", () => {
  fc.assert(
    fc.property(request, (one) => {
      const withNegative = (negativePrompt: string | null) =>
        imageKeyText({ ...one, arm: { ...one.arm, negativePrompt } });
      expect(withNegative(null)).not.toBe(withNegative(""));
    }),
  );
});
