import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { sigmaAt } from "../noise-table.ts";
import { spacedTimesteps } from "../timesteps.ts";
import type { Sampler } from "./sampler.ts";

const f = Math.fround;

/** Timesteps, noise levels and first scale of the Euler samplers; the timesteps of `linspace` are fractions. */
export function eulerSchedule(
  steps: number,
  settings: SamplerSettings,
): Pick<Sampler, "timesteps" | "sigmas" | "initNoiseSigma"> {
  const timesteps = spacedTimesteps(steps, settings).map(f);
  const levels = timesteps.map(sigmaAt);
  const largest = Math.max(...levels);
  const initNoiseSigma =
    settings.spacing === "leading" ? f(Math.sqrt(f(f(largest * largest) + 1))) : largest;
  return { timesteps, sigmas: [...levels, 0], initNoiseSigma };
}
