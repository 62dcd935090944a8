import path from "node:path";
import type { Arm } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { z } from "zod";
import type { LocatedModel } from "../adapters/located-models.ts";
import { readJson } from "../adapters/read-json.ts";
import { createSampler } from "../core/samplers/create-sampler.ts";
import { samplerSettings } from "./scheduler-config.ts";

const Blocks = z.object({ block_out_channels: z.array(z.int()).min(1) });

/**
 * How an arm's sampler is set up, after checking that its model can be run that way.
 *
 * Throws: KnownError (input): REQ_SIZE, REQ_STEPS or REQ_UNSUPPORTED, before any picture is begun.
 */
export async function armSettings(
  arm: Arm,
  { folder, entry: { components } }: LocatedModel,
): Promise<SamplerSettings> {
  const halvings = async (name: string) => {
    const file = path.join(folder, name, "config.json");
    return parseDocument(Blocks, await readJson(file), file).block_out_channels.length - 1;
  };
  // An exported UNet joins each halved plane with its doubled twin: every halving must come out even.
  const grain = 2 ** ((await halvings(components.vae_decoder)) + (await halvings(components.unet)));
  assertSize(arm, grain);
  const file = path.join(folder, components.scheduler, "scheduler_config.json");
  const settings = samplerSettings(await readJson(file), file, arm.scheduler, { eta: arm.eta });
  assertSteps(arm, settings);
  return settings;
}

function assertSize({ id, modelId, size }: Arm, grain: number): void {
  if (size.height % grain === 0 && size.width % grain === 0) return;
  throw new KnownError("input", `invalid size: ${size.width} × ${size.height} (arm ${id})`, {
    code: "REQ_SIZE",
    hint: `width and height are multiples of ${grain} for ${modelId}`,
  });
}

function assertSteps({ id, scheduler, steps }: Arm, settings: SamplerSettings): void {
  try {
    createSampler(scheduler, steps, settings);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    const { kind, message, hint = "use another number of steps", code = "REQ_STEPS" } = error;
    throw new KnownError(kind, `${message}, arm ${id}`, { hint, code, cause: error });
  }
}
