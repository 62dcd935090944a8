import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import type { SchedulerName } from "@pairlab/domain/scheduler-name";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { noiseTable } from "../noise-table.ts";
import { torchGenerator } from "../torch-randn.ts";
import { createSampler } from "./create-sampler.ts";

// Made with diffusers on PyTorch with a correctly rounded square root; golden/README.md says how.
const Step = z.object({
  t: z.number().optional(),
  first4: z.array(z.number()),
  model_in_first4: z.array(z.number()).optional(),
  sha256: z.string(),
});
const Golden = z.object({
  schedules: z.array(
    z.object({
      name: z.string(),
      steps: z.number(),
      timesteps: z.array(z.number()),
      init_noise_sigma: z.number(),
    }),
  ),
  traces: z.array(z.object({ name: z.string(), steps: z.number(), trace: z.array(Step) })),
  alphas_cumprod_u32_sha256: z.string(),
  betas_sha256: z.string(),
});
const file = path.resolve(import.meta.dirname, "../../../golden/schedulers.json");
const golden = Golden.parse(JSON.parse(readFileSync(file, "utf8")));

const settings: SamplerSettings = {
  prediction: "epsilon",
  spacing: "leading",
  stepsOffset: 1,
  setAlphaToOne: false,
  originalSteps: 50,
  timestepScaling: 10,
  eta: 0,
  shift: 1,
};
const names: Record<string, SchedulerName> = {
  "sdxl-turbo": "euler_a",
  "sdxl-base": "euler",
  lcm: "lcm",
  "ddim eps sd1.5": "ddim",
  "dpmpp-2m karras": "dpmpp_2m_karras",
};
const sampler = (name: string, steps: number) =>
  createSampler(names[name] ?? "euler", steps, settings);
const sha256 = (data: Float32Array) =>
  createHash("sha256")
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest("hex");

test("the noise table equals the reference's bytes", () => {
  expect(sha256(noiseTable.betas)).toBe(golden.betas_sha256);
  expect(sha256(noiseTable.alphasCumprod)).toBe(golden.alphas_cumprod_u32_sha256);
});

test.each(golden.schedules)(
  "$name at $steps steps has the reference's timesteps and first scale",
  (one) => {
    const { timesteps, initNoiseSigma } = sampler(one.name, one.steps);
    expect(timesteps).toEqual(one.timesteps);
    expect(initNoiseSigma).toBe(Math.fround(one.init_noise_sigma));
  },
);

test.each(golden.traces)(
  "$name at $steps steps walks as the reference does",
  ({ name, steps, trace }) => {
    const one = sampler(name, steps);
    const isExact = name !== "dpmpp-2m karras"; // log and exp are the platform's
    const generator = torchGenerator(42);
    let x: Float32Array = generator.randn(256).map((value) => value * one.initNoiseSigma);
    expect(sha256(x)).toBe(trace[0]?.sha256);
    for (const [i, t] of one.timesteps.entries()) {
      const input = one.modelInput(x, i);
      const output = torchGenerator(1000 + i).randn(256);
      const noise = one.drawsNoise(i) ? generator.randn(256) : undefined;
      x = one.step(x, output, i, noise);
      const expected = trace.find((step) => step.t === t);
      if (expected === undefined) continue; // long traces keep the first three and the last two steps
      if (isExact) {
        expect([...input.slice(0, 4)]).toEqual(expected.model_in_first4?.map(Math.fround));
        expect(sha256(x)).toBe(expected.sha256);
      }
      for (const [k, value] of expected.first4.entries())
        expect(Math.abs(at(x, k) - value)).toBeLessThanOrEqual(2e-6 * Math.max(1, Math.abs(value)));
    }
  },
);

test("every schedule falls strictly and starts inside the training steps", () => {
  const anyName = fc.constantFrom<SchedulerName>("euler", "ddim", "lcm", "euler_a");
  fc.assert(
    fc.property(anyName, fc.integer({ min: 1, max: 50 }), (name, steps) => {
      const { timesteps } = createSampler(name, steps, settings);
      expect(timesteps).toHaveLength(steps);
      expect(at(timesteps, 0)).toBeLessThanOrEqual(999);
      for (let i = 1; i < steps; i += 1)
        expect(at(timesteps, i)).toBeLessThan(at(timesteps, i - 1));
    }),
  );
});

test("step counts a schedule can't hold are refused with the next best one", () => {
  expect(() => createSampler("lcm", 51, settings)).toThrow("invalid steps: 51");
  expect(() => createSampler("euler_a", 61, settings)).toThrow("invalid steps: 61");
});
