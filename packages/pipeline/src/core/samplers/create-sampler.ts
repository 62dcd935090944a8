import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import type { SchedulerName } from "@pairlab/domain/scheduler-name";
import { ddimSampler } from "./ddim.ts";
import { dpmpp2mKarrasSampler, dpmpp2mSampler } from "./dpmpp-2m.ts";
import { eulerSampler } from "./euler.ts";
import { eulerAncestralSampler } from "./euler-ancestral.ts";
import { flowEulerSampler } from "./flow-euler.ts";
import { lcmSampler } from "./lcm.ts";
import { pndmSampler } from "./pndm.ts";
import { type Prediction, unknownPrediction } from "./predicted-original.ts";
import type { Sampler } from "./sampler.ts";
import { turboStabilitySampler } from "./turbo-stability.ts";

interface SamplerKind {
  create(steps: number, settings: SamplerSettings): Sampler;
  /** What a model may predict; where diffusers' scheduler has no formula, neither has ours. */
  predictions: readonly Prediction[];
}

const noisy: readonly Prediction[] = ["epsilon", "v_prediction"];
const all: readonly Prediction[] = [...noisy, "sample"];

const kinds: Record<SchedulerName, SamplerKind> = {
  euler: { create: eulerSampler, predictions: all },
  euler_a: { create: eulerAncestralSampler, predictions: noisy },
  ddim: { create: ddimSampler, predictions: all },
  pndm: { create: pndmSampler, predictions: noisy },
  dpmpp_2m: { create: dpmpp2mSampler, predictions: all },
  dpmpp_2m_karras: { create: dpmpp2mKarrasSampler, predictions: all },
  lcm: { create: lcmSampler, predictions: all },
  turbo_stability: { create: turboStabilitySampler, predictions: ["epsilon"] },
  flow_euler: { create: flowEulerSampler, predictions: ["flow"] },
};

/**
 * A fresh sampler for one picture.
 *
 * Throws: KnownError (input): REQ_STEPS for a number of steps that the schedule can't hold, REQ_UNSUPPORTED for a
 *         prediction that the sampler has no formula for.
 */
export function createSampler(
  name: SchedulerName,
  steps: number,
  settings: SamplerSettings,
): Sampler {
  const { create, predictions } = kinds[name];
  if (!predictions.includes(settings.prediction))
    throw unknownPrediction(settings.prediction, name);
  return create(steps, settings);
}
