import { GeneratedManifest } from "@pairlab/domain/manifest";
import { expect, test } from "vitest";
import { describedArms } from "./described-arms.ts";
import { drawnPlan, drawnStudy } from "./drawn-study.fixture.ts";

const manifest = GeneratedManifest.parse(drawnStudy().manifest);

test("arms come in the plan's order with the median time of a picture", () => {
  const times = { weak: 100, middle: 200, strong: 300 };
  const timed = {
    ...manifest,
    images: manifest.images.map((image, i) => ({
      ...image,
      durationsMs: {
        ...image.durationsMs,
        total: Object.entries(times)[Math.floor(i / 12)]?.[1] ?? 0,
      },
    })),
  };
  const arms = describedArms(drawnPlan, timed);
  expect(arms.map(({ id, medianSecondsPerImage }) => [id, medianSecondsPerImage])).toEqual([
    ["weak", 0.1],
    ["middle", 0.2],
    ["strong", 0.3],
  ]);
});

test("remarks on pictures are told by kind with their prompts, and left out where there are none", () => {
  const cut = { code: "TRUNCATED", text: "the prompt is longer than 77 tokens" } as const;
  const ignored = { code: "NEGATIVE_IGNORED", text: "no effect" } as const;
  const warned = {
    ...manifest,
    images: manifest.images.map((image) => ({
      ...image,
      warnings: [
        ...(image.armId === "middle" ? [ignored] : []),
        ...(image.armId === "middle" && image.promptId === "p3" ? [cut] : []),
      ],
    })),
  };
  const [weak, middle] = describedArms(drawnPlan, warned);
  expect(weak).not.toHaveProperty("warnings");
  expect(middle).toMatchObject({
    warnings: [
      { code: "NEGATIVE_IGNORED", promptIds: warned.prompts.map(({ id }) => id) },
      { code: "TRUNCATED", promptIds: ["p3"] },
    ],
  });
});
