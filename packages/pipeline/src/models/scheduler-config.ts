import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import type { SchedulerName } from "@pairlab/domain/scheduler-name";
import { z } from "zod";
import type { SamplerSettings } from "../core/samplers/sampler.ts";

/** What of diffusers' scheduler_config.json decides a picture; the rest must be at its usual value. */
const SchedulerConfig = z.object({
  _class_name: z.string(),
  beta_start: z.literal(0.00085),
  beta_end: z.literal(0.012),
  beta_schedule: z.literal("scaled_linear"),
  num_train_timesteps: z.literal(1000),
  prediction_type: z.literal("epsilon"),
  timestep_spacing: z.enum(["leading", "trailing"]).optional(),
  steps_offset: z.int().default(0),
  set_alpha_to_one: z.boolean().default(true),
  original_inference_steps: z.int().default(50),
  timestep_scaling: z.number().default(10),
  clip_sample: z.literal(false).default(false),
  rescale_betas_zero_snr: z.literal(false).default(false),
});

const own: Record<string, SchedulerName> = {
  EulerDiscreteScheduler: "euler",
  EulerAncestralDiscreteScheduler: "euler_a",
  DDIMScheduler: "ddim",
  LCMScheduler: "lcm",
};

/** Settings of a scheduler that isn't the model's own, as diffusers' `from_config` with SDXL's values. */
const foreign: SamplerSettings = {
  stepsOffset: 1,
  setAlphaToOne: false,
  originalSteps: 50,
  timestepScaling: 10,
};

/**
 * A sampler's settings for a model: the model's own when it is the model's own scheduler, else the family's.
 *
 * Throws: KnownError (input, REQ_UNSUPPORTED) for schedules and predictions that aren't implemented.
 */
export function samplerSettings(
  document: unknown,
  source: string,
  scheduler: SchedulerName,
): SamplerSettings {
  const config = parseDocument(SchedulerConfig, document, source);
  const name = own[config._class_name];
  if (name === undefined)
    throw new KnownError("input", `unknown scheduler: ${config._class_name} (${source})`, {
      code: "REQ_UNSUPPORTED",
      hint: `known: ${Object.keys(own).join(", ")}`,
    });
  if (name !== scheduler) return foreign;
  return {
    stepsOffset: config.steps_offset,
    setAlphaToOne: config.set_alpha_to_one,
    originalSteps: config.original_inference_steps,
    timestepScaling: config.timestep_scaling,
  };
}
