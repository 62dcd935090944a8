import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { z } from "zod";

// diffusers' scheduler_config.json, a schema a class.

const off = z.literal(false).default(false);
const none = z.null().default(null);

/**
 * What every scheduler of noise-predicting models reads: the noise they were trained with, and what they predict.
 *
 * What isn't implemented must be at the value that leaves it out. Keys that aren't named here change nothing.
 */
export const Trained = z.object({
  beta_start: z.literal(0.00085),
  beta_end: z.literal(0.012),
  beta_schedule: z.literal("scaled_linear"),
  num_train_timesteps: z.literal(1000),
  trained_betas: none,
  rescale_betas_zero_snr: off,
  thresholding: off,
  prediction_type: z.enum(["epsilon", "v_prediction", "sample"]).default("epsilon"),
});

/** With spacing and offset; where the file is silent, the class decides. */
const spaced = (silent: SamplerSettings["spacing"]) =>
  Trained.extend({
    timestep_spacing: z.enum(["linspace", "leading", "trailing"]).default(silent),
    steps_offset: z.int().min(0).default(0),
  });

export type Spaced = z.infer<ReturnType<typeof spaced>>;

const noiseLevels = {
  use_exponential_sigmas: off,
  use_beta_sigmas: off,
  final_sigmas_type: z.literal("zero").default("zero"),
};

export const Euler = spaced("linspace").extend({
  ...noiseLevels,
  use_karras_sigmas: off,
  interpolation_type: z.literal("linear").default("linear"),
  timestep_type: z.literal("discrete").default("discrete"),
  sigma_min: none,
  sigma_max: none,
});
export const EulerAncestral = spaced("linspace");
export const Ddim = spaced("leading").extend({
  set_alpha_to_one: z.boolean().default(true),
  clip_sample: z.literal(false), // diffusers clips where the file is silent
});
export const Pndm = spaced("leading").extend({
  set_alpha_to_one: z.boolean().default(false),
  skip_prk_steps: z.literal(true),
});
export const DpmSolver = spaced("linspace").extend({
  ...noiseLevels,
  algorithm_type: z.literal("dpmsolver++").default("dpmsolver++"),
  solver_order: z.literal(2).default(2),
  solver_type: z.literal("midpoint").default("midpoint"),
  use_karras_sigmas: z.boolean().default(false),
  use_lu_lambdas: off,
  use_flow_sigmas: off,
  use_dynamic_shifting: off,
  variance_type: none,
  lambda_min_clipped: z.literal("-Infinity").default("-Infinity"), // nothing clipped
});
export const Lcm = Trained.extend({
  original_inference_steps: z.int().min(1).max(1000).default(50),
  timestep_scaling: z.number().positive().default(10),
  clip_sample: off,
});
export const FlowMatch = z.object({
  num_train_timesteps: z.literal(1000).default(1000),
  shift: z.number().positive().default(1),
  use_dynamic_shifting: off,
  shift_terminal: none,
  invert_sigmas: off,
  use_karras_sigmas: off,
  use_exponential_sigmas: off,
  use_beta_sigmas: off,
  stochastic_sampling: off,
});
