import fc from "fast-check";
import { expect, test } from "vitest";
import type { ImageJob } from "./image-jobs.ts";
import { shardOf } from "./shard.ts";

const arm = {
  label: "",
  modelId: "m",
  steps: 1,
  guidance: 0,
  scheduler: "euler",
  negativePrompt: null,
  size: { width: 8, height: 8 },
  originalSize: { width: 8, height: 8 },
} as const;
const jobsOf = (prompts: number, arms: number): ImageJob[] =>
  Array.from({ length: arms }, (_, a) =>
    Array.from({ length: prompts }, (_, p) => ({
      arm: { ...arm, id: `a${a}` },
      prompt: { id: `p${p}`, text: "x" },
      seed: 0,
    })),
  ).flat();

test("the parts of a run are the run: no picture twice, none left out, no prompt in two parts", () => {
  const sizes = fc.record({
    prompts: fc.integer({ min: 1, max: 30 }),
    arms: fc.integer({ min: 1, max: 4 }),
    count: fc.integer({ min: 1, max: 8 }),
  });
  fc.assert(
    fc.property(sizes, ({ prompts, arms, count }) => {
      const jobs = jobsOf(prompts, arms);
      const parts = Array.from({ length: count }, (_, i) => shardOf(jobs, { index: i + 1, count }));
      expect(new Set(parts.flat())).toEqual(new Set(jobs));
      expect(parts.flat()).toHaveLength(jobs.length);
      const idsOf = (part: ImageJob[]) => new Set(part.map(({ prompt }) => prompt.id));
      expect(parts.flatMap((part) => [...idsOf(part)])).toHaveLength(prompts);
      const lengths = parts.map((part) => part.length / arms);
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
    }),
  );
});
