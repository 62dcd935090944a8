import fc from "fast-check";
import { expect, test } from "vitest";
import type { ImageJob } from "./image-jobs.ts";
import { jobQueues } from "./job-queues.ts";

const size = { width: 8, height: 8 };
const jobs = (prompts: number, arms: number): ImageJob[] =>
  Array.from({ length: prompts * arms }, (_, i) => ({
    arm: {
      id: `a${i % arms}`,
      label: "",
      modelId: "m",
      steps: 1,
      guidance: 0,
      scheduler: "euler",
      negativePrompt: null,
      size,
      originalSize: size,
    },
    prompt: { id: `p${Math.floor(i / arms)}`, text: "x" },
    seed: 0,
  }));

test("painters that take turns get every job once, in order, and each prompt from one queue", () => {
  const next = jobQueues(jobs(6, 3), 2);
  const taken: ImageJob[][] = [[], []];
  for (let i = 0; i < 18; i += 1) {
    const job = next(i % 2);
    if (job !== undefined) taken[i % 2]?.push(job);
  }
  expect(next(0)).toBeUndefined();
  expect(taken.map((own) => [...new Set(own.map(({ prompt }) => prompt.id))])).toEqual([
    ["p0", "p2", "p4"],
    ["p1", "p3", "p5"],
  ]);
  expect(taken.map((own) => own.map(({ arm }) => arm.id).join(""))).toEqual([
    "a0a1a2".repeat(3),
    "a0a1a2".repeat(3),
  ]);
});

test("however fast painters are, every job is done once and nobody waits while there is one", () => {
  const sizes = fc.record({
    prompts: fc.integer({ min: 1, max: 9 }),
    arms: fc.integer({ min: 1, max: 4 }),
    painters: fc.integer({ min: 1, max: 4 }),
    order: fc.array(fc.nat(3), { minLength: 40, maxLength: 40 }),
  });
  fc.assert(
    fc.property(sizes, ({ prompts, arms, painters, order }) => {
      const all = jobs(prompts, arms);
      const next = jobQueues(all, painters);
      const taken = order.slice(0, all.length).map((who) => next(who % painters));
      expect(new Set(taken)).toEqual(new Set(all));
      expect(next(0)).toBeUndefined();
    }),
  );
});
