import type { SchedulerName } from "@pairlab/domain/scheduler-name";
import { ddimSampler } from "./ddim.ts";
import { dpmpp2mKarrasSampler } from "./dpmpp-2m-karras.ts";
import { eulerSampler } from "./euler.ts";
import { eulerAncestralSampler } from "./euler-ancestral.ts";
import { lcmSampler } from "./lcm.ts";
import type { Sampler, SamplerSettings } from "./sampler.ts";

const samplers: Record<SchedulerName, (steps: number, settings: SamplerSettings) => Sampler> = {
  euler: eulerSampler,
  euler_a: eulerAncestralSampler,
  ddim: ddimSampler,
  dpmpp_2m_karras: dpmpp2mKarrasSampler,
  lcm: lcmSampler,
};

/** A fresh sampler for one picture. */
export const createSampler = (
  name: SchedulerName,
  steps: number,
  settings: SamplerSettings,
): Sampler => samplers[name](steps, settings);
