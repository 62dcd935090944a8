import { z } from "zod";

/**
 * How a sampler is set up, resolved from a model's scheduler configuration and the arm; the names are those of
 * diffusers' scheduler configurations. Part of a picture's key: settings that a sampler doesn't read are at their
 * neutral value, so that they tell no pictures apart.
 */
export const SamplerSettings = z.strictObject({
  prediction: z.enum(["epsilon", "v_prediction", "sample", "flow"]),
  spacing: z.enum(["linspace", "leading", "trailing"]),
  stepsOffset: z.int().min(0),
  setAlphaToOne: z.boolean(),
  originalSteps: z.int().min(1).describe("LCM only"),
  timestepScaling: z.number().positive().describe("LCM only"),
  eta: z.number().min(0).max(1).describe("DDIM only: share of fresh noise; 0: none"),
  shift: z.number().positive().describe("flow matching only"),
});
export type SamplerSettings = z.infer<typeof SamplerSettings>;
