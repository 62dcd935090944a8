import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import type { SchedulerName } from "@pairlab/domain/scheduler-name";

/** The values of settings that a sampler doesn't read, so that they tell no pictures apart. */
export const neutralSettings: Omit<SamplerSettings, "prediction"> = {
  spacing: "leading",
  stepsOffset: 0,
  setAlphaToOne: false,
  originalSteps: 50,
  timestepScaling: 10,
  eta: 0,
  shift: 1,
};

const read: Record<SchedulerName, readonly (keyof typeof neutralSettings)[]> = {
  euler: ["spacing", "stepsOffset"],
  euler_a: ["spacing", "stepsOffset"],
  ddim: ["spacing", "stepsOffset", "setAlphaToOne", "eta"],
  pndm: ["spacing", "stepsOffset", "setAlphaToOne"],
  dpmpp_2m: ["spacing", "stepsOffset"],
  dpmpp_2m_karras: [],
  lcm: ["originalSteps", "timestepScaling"],
  turbo_stability: [],
  flow_euler: ["spacing", "shift"],
};

/** Settings with all that a sampler doesn't read at its neutral value; the offset counts in leading spacing only. */
export function readSettings(name: SchedulerName, settings: SamplerSettings): SamplerSettings {
  const kept = Object.fromEntries(read[name].map((key) => [key, settings[key]]));
  const all = { ...neutralSettings, ...kept, prediction: settings.prediction };
  return all.spacing === "leading" ? all : { ...all, stepsOffset: neutralSettings.stepsOffset };
}
