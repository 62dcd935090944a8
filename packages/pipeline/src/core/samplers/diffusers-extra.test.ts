import { createHash } from "node:crypto";
import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import { expect, test } from "vitest";
import { z } from "zod";
import { readGolden, sha256Of } from "../golden.fixture.ts";
import {
  bitsOf,
  KnownSamplers,
  paired,
  samplerOf,
  scheduleOf,
  walk,
} from "./known-samplers.fixture.ts";

// Made by tools/known-answers/samplers with diffusers on PyTorch, whose square root was replaced by a correctly rounded one.
const Extra = KnownSamplers.extend({
  all_counts: z.array(
    z.object({
      class: z.string(),
      config: z.record(z.string(), z.unknown()),
      most: z.int(),
      refused: z.array(z.int()),
      sha256: z.string(),
    }),
  ),
});
const extra = readGolden(Extra, "diffusers-extra.json");
const isDpm = ({ name }: { name: string }) => name.startsWith("dpmpp");

test("nothing is left out", () => {
  expect(extra.schedules).toHaveLength(59);
  expect(extra.traces).toHaveLength(59);
  expect(extra.all_counts).toHaveLength(10);
});

test.each(extra.schedules)("$name at $steps steps has the reference's schedule", (one) => {
  const { timesteps, initNoiseSigma, sigmas } = samplerOf(one);
  expect(timesteps).toEqual(one.timesteps);
  expect(initNoiseSigma).toBe(Math.fround(one.init_noise_sigma));
  expect(bitsOf(sigmas)).toEqual(one.sigmas_u32 ?? []);
});

test.each(extra.traces)("$name at $steps steps walks as the reference does", (trace) => {
  const { start, steps } = walk(samplerOf(scheduleOf(extra, trace)));
  expect(sha256Of(start)).toBe(trace.trace[0]?.sha256);
  for (const [{ input, latents }, expected] of paired(steps, trace))
    if (isDpm(trace))
      for (const [k, value] of expected.first4.entries())
        expect(Math.abs(at(latents, k) - value)).toBeLessThanOrEqual(
          2e-6 * Math.max(1, Math.abs(value)), // log and exp are the platform's
        );
    else {
      expect([...input.slice(0, 4)]).toEqual(expected.model_in_first4?.map(Math.fround));
      expect(sha256Of(latents)).toBe(expected.sha256);
    }
});

test.each(extra.all_counts)("$class $config: all of 1 to $most steps", (one) => {
  const hash = createHash("sha256");
  const refused: number[] = [];
  for (let steps = 1; steps <= one.most; steps += 1)
    try {
      const record = { ...one, name: "", steps, timesteps: [], init_noise_sigma: 1 };
      hash.update(new Uint8Array(Float32Array.from(samplerOf(record).timesteps).buffer));
    } catch (error) {
      expect(error).toBeInstanceOf(KnownError);
      expect(error).toMatchObject({ kind: "input", code: "REQ_STEPS" });
      refused.push(steps);
    }
  expect(refused).toEqual(one.refused);
  expect(hash.digest("hex")).toBe(one.sha256);
});
