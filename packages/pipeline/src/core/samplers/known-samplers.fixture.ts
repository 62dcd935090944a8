import { at } from "@pairlab/domain/at";
import { z } from "zod";
import { ownScheduler } from "../../models/scheduler-config.ts";
import { torchGenerator } from "../torch-randn.ts";
import { createSampler } from "./create-sampler.ts";
import { neutralSettings } from "./read-settings.ts";
import type { Sampler } from "./sampler.ts";

const Config = z.record(z.string(), z.unknown());
const Schedule = z.object({
  name: z.string(),
  class: z.string(),
  config: Config,
  eta: z.number().optional(),
  base_sigmas: z.literal("trailing").optional(),
  steps: z.int(),
  timesteps: z.array(z.number()),
  init_noise_sigma: z.number(),
  sigmas_u32: z.array(z.int()).optional(),
});
export type Schedule = z.infer<typeof Schedule>;

/** State after a call of the model; the first is the start, which has no call before it. */
const Step = z.object({
  t: z.number().optional(),
  first4: z.array(z.number()).length(4),
  model_in_first4: z.array(z.number()).length(4).optional(),
  sha256: z.string(),
});
const Trace = z.object({ name: z.string(), steps: z.int(), trace: z.array(Step).min(2) });
export type Trace = z.infer<typeof Trace>;

/** Known answers of samplers, as the files in golden/ hold them; golden/README.md says how they were made. */
export const KnownSamplers = z.object({
  schedules: z.array(Schedule),
  traces: z.array(Trace),
});
export type KnownSamplers = z.infer<typeof KnownSamplers>;

/** The schedule that a trace walks. */
export function scheduleOf({ schedules }: KnownSamplers, { name, steps }: Trace): Schedule {
  const found = schedules.find((one) => one.name === name && one.steps === steps);
  if (found === undefined) throw new Error(`no schedule for trace ${name} at ${steps}`);
  return found;
}

/** Bit patterns of float32 numbers. */
export const bitsOf = (values: readonly number[]): number[] => [
  ...new Uint32Array(Float32Array.from(values).buffer),
];

const trained = {
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: "scaled_linear",
  num_train_timesteps: 1000,
};

/** The sampler of a schedule's record, by way of the scheduler_config.json that it stands for. */
export function samplerOf(record: Schedule): Sampler {
  if (record.class === "StabilityTurbo")
    return createSampler("turbo_stability", record.steps, {
      ...neutralSettings,
      prediction: "epsilon",
    });
  const document = { ...trained, _class_name: record.class, ...record.config };
  const { scheduler, settings } = ownScheduler(document, "scheduler_config.json");
  return createSampler(scheduler, record.steps, {
    ...settings,
    eta: record.eta ?? settings.eta,
    spacing: record.base_sigmas ?? settings.spacing,
  });
}

/** What a sampler does at one call: what the model saw and the latents after it. */
export interface WalkedStep {
  call: number;
  input: Float32Array;
  latents: Float32Array;
}

/**
 * The walk that the traces recorded: start randn(256) of generator 42 times the first scale, the model's output at call
 * i randn(256) of a fresh generator 1000 + i, further noise from generator 42.
 */
export function walk(sampler: Sampler): { start: Float32Array; steps: WalkedStep[] } {
  const generator = torchGenerator(42);
  const start = generator.randn(256).map((value) => value * sampler.initNoiseSigma);
  let x: Float32Array = start;
  const steps = sampler.timesteps.map((_t, call) => {
    const input = sampler.modelInput(x, call);
    const output = torchGenerator(1000 + call).randn(256);
    const noise = sampler.drawsNoise(call) ? generator.randn(256) : undefined;
    x = sampler.step(x, output, call, noise);
    return { call, input, latents: x };
  });
  return { start, steps };
}

/** The walk's steps that a trace kept, side by side: all of them, or the first three and the last two. */
export function paired(
  walked: readonly WalkedStep[],
  { trace }: Trace,
): [WalkedStep, z.infer<typeof Step>][] {
  const [, ...kept] = trace;
  const isWhole = kept.length === walked.length;
  return kept.map((step, k) => {
    const call = isWhole || k < 3 ? k : walked.length - kept.length + k;
    return [at(walked, call), step];
  });
}
