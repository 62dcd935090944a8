import { z } from "zod";

/**
 * The samplers a run may ask for, by the names used in specs, manifests and the command line.
 *
 * `turbo_stability` is the sampler of Stability AI's own demonstration of SDXL-Turbo, which differs from diffusers';
 * `flow_euler` is for models trained on flow matching only.
 */
export const SchedulerName = z.enum([
  "euler",
  "euler_a",
  "ddim",
  "pndm",
  "dpmpp_2m",
  "dpmpp_2m_karras",
  "lcm",
  "turbo_stability",
  "flow_euler",
]);
export type SchedulerName = z.infer<typeof SchedulerName>;
