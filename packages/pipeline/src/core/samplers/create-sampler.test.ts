import { at } from "@pairlab/domain/at";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { SchedulerName } from "@pairlab/domain/scheduler-name";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSampler } from "./create-sampler.ts";
import { neutralSettings } from "./read-settings.ts";

const settings: SamplerSettings = { ...neutralSettings, prediction: "epsilon", stepsOffset: 1 };

test("every schedule falls, never begins beyond training, and ends within it", () => {
  const names = fc.constantFrom(
    ...SchedulerName.options.filter((name) => name !== "flow_euler" && name !== "turbo_stability"),
  );
  const spacings = fc.constantFrom("leading", "trailing", "linspace");
  fc.assert(
    fc.property(names, spacings, fc.integer({ min: 1, max: 50 }), (name, spacing, steps) => {
      const { timesteps } = createSampler(name, steps, { ...settings, spacing });
      expect(timesteps).toHaveLength(name === "pndm" && steps > 1 ? steps + 1 : steps);
      expect(at(timesteps, 0)).toBeLessThanOrEqual(999);
      expect(at(timesteps, timesteps.length - 1)).toBeGreaterThanOrEqual(0);
      for (let i = 1; i < steps; i += 1)
        expect(at(timesteps, i)).toBeLessThanOrEqual(at(timesteps, i - 1));
    }),
  );
});

test("a sampler leaves its inputs as they are", () => {
  fc.assert(
    fc.property(fc.constantFrom(...SchedulerName.options), (name) => {
      const prediction = name === "flow_euler" ? "flow" : "epsilon";
      const sampler = createSampler(name, 3, { ...settings, prediction });
      const given = Float32Array.from({ length: 16 }, (_, k) => Math.sin(k));
      const kept = Float32Array.from(given);
      for (const call of sampler.timesteps.keys()) {
        const noise = sampler.drawsNoise(call) ? given : undefined;
        sampler.step(sampler.modelInput(given, call), given, call, noise);
      }
      expect(given).toEqual(kept);
    }),
  );
});

test("step counts a schedule can't hold are refused", () => {
  expect(() => createSampler("lcm", 51, settings)).toThrow("invalid steps: 51");
  expect(() => createSampler("euler_a", 61, { ...settings, spacing: "trailing" })).toThrow("61");
  expect(() => createSampler("dpmpp_2m", 999, settings)).toThrow("invalid steps: 999");
  expect(() => createSampler("dpmpp_2m", 1000, settings)).toThrow("invalid steps: 1000");
  expect(() => createSampler("turbo_stability", 5, settings)).toThrow("invalid steps: 5");
});

test.each([
  ["euler_a", "sample"],
  ["pndm", "sample"],
  ["turbo_stability", "v_prediction"],
  ["flow_euler", "epsilon"],
  ["euler", "flow"],
] as const)("%s has no formula for %s, and says so", (name, prediction) => {
  expect(() => createSampler(name, 4, { ...settings, prediction })).toThrow(
    expect.objectContaining({ kind: "input", code: "REQ_UNSUPPORTED" }),
  );
});
