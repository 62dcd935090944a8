import type { ModelEntry, ModelFamily } from "@pairlab/domain/model-registry";
import type { ModelPreset } from "../presets/model-preset.ts";
import type { ModelFacts } from "./model-facts.ts";

/** How a model is run when a spec says nothing, and which of these settings are a guess. */
export interface ModelDefaults {
  defaults: ModelEntry["defaults"];
  assumed: ("steps" | "guidance")[];
}

/**
 * Settings from a preset where there is one, else from the model's configurations; the scheduler is always the
 * model's own.
 *
 * No configuration says how many steps or how much guidance a model was made for. Without a preset they are what
 * diffusers assumes for the architecture (Stable Diffusion: 7.5, XL: 5, LCM: 4 steps at 8.5), with 25 steps.
 */
export function modelDefaults(
  family: ModelFamily,
  { scheduler, size, hasGuidanceEmbedding }: Omit<ModelFacts, "exportedFrom">,
  preset: Pick<ModelPreset, "defaults"> | undefined,
): ModelDefaults {
  if (preset !== undefined) return { defaults: { ...preset.defaults, scheduler }, assumed: [] };
  const isLcm = scheduler === "lcm";
  const guidance = family === "sdxl" ? 5 : 7.5;
  // Merged LCM-LoRA models have no guidance embedding and are run without guidance.
  const lcmGuidance = hasGuidanceEmbedding ? 8.5 : 1;
  return {
    defaults: {
      steps: isLcm ? 4 : 25,
      guidance: isLcm ? lcmGuidance : guidance,
      scheduler,
      size,
    },
    assumed: ["steps", "guidance"],
  };
}
