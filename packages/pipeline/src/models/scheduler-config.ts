import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import type { SchedulerName } from "@pairlab/domain/scheduler-name";
import { z } from "zod";

const off = z.literal(false).default(false);

/**
 * What of diffusers' scheduler_config.json decides a picture. What isn't implemented must be at the value that
 * leaves it out; keys that aren't named here change nothing for these schedulers.
 */
const SchedulerConfig = z.object({
  _class_name: z.string(),
  beta_start: z.literal(0.00085),
  beta_end: z.literal(0.012),
  beta_schedule: z.literal("scaled_linear"),
  num_train_timesteps: z.literal(1000),
  trained_betas: z.null().default(null),
  prediction_type: z.literal("epsilon"),
  timestep_spacing: z.string().optional(),
  steps_offset: z.int().default(0),
  set_alpha_to_one: z.boolean().default(true),
  original_inference_steps: z.int().default(50),
  timestep_scaling: z.number().default(10),
  clip_sample: z.boolean().optional(),
  thresholding: off,
  rescale_betas_zero_snr: off,
  use_karras_sigmas: off,
  use_exponential_sigmas: off,
  use_beta_sigmas: off,
  interpolation_type: z.literal("linear").default("linear"),
  final_sigmas_type: z.literal("zero").default("zero"),
  sigma_min: z.null().default(null),
  sigma_max: z.null().default(null),
});

/** Which sampler a class is, the one spacing it is implemented with, and what diffusers assumes where the file is silent. */
interface SchedulerClass {
  name: SchedulerName;
  spacing?: "leading" | "trailing";
  silentSpacing: "leading" | "linspace";
  silentClip: boolean;
}

const classes: Record<string, SchedulerClass> = {
  EulerDiscreteScheduler: {
    name: "euler",
    spacing: "leading",
    silentSpacing: "linspace",
    silentClip: false,
  },
  EulerAncestralDiscreteScheduler: {
    name: "euler_a",
    spacing: "trailing",
    silentSpacing: "linspace",
    silentClip: false,
  },
  DDIMScheduler: { name: "ddim", spacing: "leading", silentSpacing: "leading", silentClip: true },
  LCMScheduler: { name: "lcm", silentSpacing: "leading", silentClip: false },
};

/** Settings of a scheduler that isn't the model's own, as diffusers' `from_config` with SDXL's values. */
const foreign: SamplerSettings = {
  prediction: "epsilon",
  spacing: "leading",
  stepsOffset: 1,
  setAlphaToOne: false,
  originalSteps: 50,
  timestepScaling: 10,
  eta: 0,
  shift: 1,
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
  const own = classes[config._class_name];
  if (own === undefined)
    throw unsupported(`scheduler: ${config._class_name}`, source, Object.keys(classes));
  if (own.name !== scheduler)
    return { ...foreign, spacing: scheduler === "euler_a" ? "trailing" : "leading" };
  const spacing = config.timestep_spacing ?? own.silentSpacing;
  if (own.spacing !== undefined && spacing !== own.spacing)
    throw unsupported(`timestep_spacing of ${own.name}: ${spacing}`, source, [own.spacing]);
  if (config.clip_sample ?? own.silentClip)
    throw unsupported(`clip_sample of ${own.name}: true`, source, ["false"]);
  return {
    ...foreign,
    spacing: own.spacing ?? "leading",
    stepsOffset: config.steps_offset,
    setAlphaToOne: config.set_alpha_to_one,
    originalSteps: config.original_inference_steps,
    timestepScaling: config.timestep_scaling,
  };
}

const unsupported = (what: string, source: string, known: readonly string[]) =>
  new KnownError("input", `unknown ${what} (${source})`, {
    code: "REQ_UNSUPPORTED",
    hint: `this version knows ${known.join(", ")}`,
  });
