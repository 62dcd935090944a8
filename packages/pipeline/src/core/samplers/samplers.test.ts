import { at } from "@pairlab/domain/at";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readGolden, sha256Of } from "../golden.fixture.ts";
import { alphaCumprodAt, noiseTable } from "../noise-table.ts";
import {
  bitsOf,
  KnownSamplers,
  paired,
  samplerOf,
  scheduleOf,
  walk,
} from "./known-samplers.fixture.ts";

const Tables = z.object({
  alphas_cumprod_u32_sha256: z.string(),
  alphas_cumprod_samples: z.record(z.string(), z.number()),
  betas_sha256: z.string(),
});
const Reference = KnownSamplers.extend(Tables.shape);

// PyTorch with a correctly rounded square root, and as it comes, whose own square root may be off by one ulp.
const exact = readGolden(Reference, "torch2_cpu_exact_sqrt.json");
const stock = readGolden(Reference, "torch2_cpu.json");

const isDpm = ({ name }: { name: string }) => name.startsWith("dpmpp");

function expectNear(values: Float32Array, expected: readonly number[], tolerance: number): void {
  for (const [k, value] of expected.entries())
    expect(Math.abs(at(values, k) - value)).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(value)),
    );
}

test("the noise table equals the reference's bytes", () => {
  for (const reference of [exact, stock]) {
    expect(sha256Of(noiseTable.betas)).toBe(reference.betas_sha256);
    expect(sha256Of(noiseTable.alphasCumprod)).toBe(reference.alphas_cumprod_u32_sha256);
    const samples = Object.entries(reference.alphas_cumprod_samples);
    expect(samples).toHaveLength(10);
    for (const [t, value] of samples) expect(alphaCumprodAt(Number(t))).toBe(Math.fround(value));
  }
});

test("there are 28 schedules and 28 traces, 24 of them exact to the bit", () => {
  expect(exact.schedules).toHaveLength(28);
  expect(exact.traces).toHaveLength(28);
  expect(exact.traces.filter((trace) => !isDpm(trace))).toHaveLength(24);
});

describe("against PyTorch with a correctly rounded square root", () => {
  test.each(exact.schedules)("$name at $steps steps has its timesteps and noise levels", (one) => {
    const { timesteps, initNoiseSigma, sigmas } = samplerOf(one);
    expect(timesteps).toEqual(one.timesteps);
    expect(initNoiseSigma).toBe(Math.fround(one.init_noise_sigma));
    expect(bitsOf(sigmas)).toEqual(one.sigmas_u32 ?? []);
  });

  test.each(exact.traces)("$name at $steps steps walks its way", (trace) => {
    const { start, steps } = walk(samplerOf(scheduleOf(exact, trace)));
    expect(sha256Of(start)).toBe(trace.trace[0]?.sha256);
    for (const [{ input, latents }, expected] of paired(steps, trace))
      if (isDpm(trace))
        expectNear(latents, expected.first4, 2e-6); // log and exp are the platform's
      else {
        expect([...input.slice(0, 4)]).toEqual(expected.model_in_first4?.map(Math.fround));
        expect(sha256Of(latents)).toBe(expected.sha256);
      }
  });
});

// Where no noise level comes from a square root that stock PyTorch rounds another way.
const equalsStock = ["sdxl-turbo", "sd-turbo / lightning", "lightning-1step-x0"];

describe("against stock PyTorch", () => {
  test.each(stock.schedules)("$name at $steps steps has its timesteps, levels to 1 ulp", (one) => {
    const { timesteps, initNoiseSigma, sigmas } = samplerOf(one);
    expect(timesteps).toEqual(one.timesteps);
    expect(initNoiseSigma).toBe(Math.fround(one.init_noise_sigma));
    const ours = bitsOf(sigmas);
    expect(ours).toHaveLength(one.sigmas_u32?.length ?? 0);
    for (const [i, u32] of (one.sigmas_u32 ?? []).entries())
      expect(Math.abs(at(ours, i) - u32)).toBeLessThanOrEqual(1);
  });

  test.each(stock.traces)("$name at $steps steps walks its way to 2e-6", (trace) => {
    const { steps } = walk(samplerOf(scheduleOf(stock, trace)));
    const isEqual = equalsStock.includes(trace.name) || (trace.name === "lcm" && trace.steps === 1);
    for (const [{ input, latents }, expected] of paired(steps, trace)) {
      expectNear(latents, expected.first4, 2e-6);
      expectNear(input, expected.model_in_first4 ?? [], 2e-6);
      if (isEqual) expect(sha256Of(latents)).toBe(expected.sha256);
    }
  });
});
