import { KnownError } from "@pairlab/domain/errors";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import type { SchedulerName } from "@pairlab/domain/scheduler-name";
import { ddimSampler } from "./ddim.ts";
import { dpmpp2mKarrasSampler } from "./dpmpp-2m-karras.ts";
import { eulerSampler } from "./euler.ts";
import { eulerAncestralSampler } from "./euler-ancestral.ts";
import { lcmSampler } from "./lcm.ts";
import type { Sampler } from "./sampler.ts";

const samplers: Partial<
  Record<SchedulerName, (steps: number, settings: SamplerSettings) => Sampler>
> = {
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
): Sampler => {
  const create = samplers[name];
  if (create !== undefined) return create(steps, settings);
  throw new KnownError("input", `unknown scheduler: ${name}`, { code: "REQ_UNSUPPORTED" });
};
