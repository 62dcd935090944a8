import { KnownError } from "@pairlab/domain/errors";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import type { SchedulerName } from "@pairlab/domain/scheduler-name";
import { neutralSettings, readSettings } from "../core/samplers/read-settings.ts";
import { ownNames, ownScheduler, predictionOf } from "./scheduler-document.ts";

export { type OwnScheduler, ownScheduler } from "./scheduler-document.ts";

/** What an arm may say about its sampler beyond its name. */
export interface SamplerWishes {
  /** DDIM's share of fresh noise. */
  eta?: number | undefined;
}

/** Settings of a scheduler that isn't the model's own, as diffusers' `from_config` with SDXL's values. */
const foreign = { ...neutralSettings, stepsOffset: 1 };

/**
 * A sampler's settings for a model: the model's own when it is the model's own scheduler, else the family's with the
 * model's own prediction.
 *
 * What the sampler doesn't read is at its neutral value.
 * Throws: KnownError (input, REQ_UNSUPPORTED) for schedules and predictions that aren't implemented, for flow
 *         matching with another sampler or a flow sampler with another model, and for η without DDIM.
 */
export function samplerSettings(
  document: unknown,
  source: string,
  scheduler: SchedulerName,
  { eta }: SamplerWishes = {},
): SamplerSettings {
  if (eta !== undefined && scheduler !== "ddim")
    throw unsupported(`eta of ${scheduler}: ${eta}`, "leave eta out, or choose scheduler ddim");
  const prediction = predictionOf(document, source);
  if ((prediction === "flow") !== (scheduler === "flow_euler"))
    throw unsupported(
      `scheduler: ${scheduler} for a model that predicts ${prediction} (${source})`,
      "flow_euler is for models trained on flow matching, and they for flow_euler",
    );
  const settings = ownSettings(document, source, scheduler) ?? {
    ...foreign,
    spacing: scheduler === "euler_a" ? "trailing" : "leading",
    prediction,
  };
  return readSettings(scheduler, { ...settings, eta: eta ?? settings.eta });
}

function ownSettings(
  document: unknown,
  source: string,
  scheduler: SchedulerName,
): SamplerSettings | undefined {
  if (!ownNames(document, source).includes(scheduler)) return;
  const own = ownScheduler(document, source);
  return own.scheduler === scheduler ? own.settings : undefined;
}

const unsupported = (what: string, hint: string) =>
  new KnownError("input", `unknown ${what}`, { code: "REQ_UNSUPPORTED", hint });
