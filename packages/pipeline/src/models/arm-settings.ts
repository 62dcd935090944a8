import path from "node:path";
import type { Arm } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { z } from "zod";
import type { LocatedModel } from "../adapters/located-models.ts";
import { readOnnxOutline } from "../adapters/onnx-file.ts";
import { readModelDocument } from "../adapters/read-model-document.ts";
import { takesFractions } from "../core/graph-feed.ts";
import { createSampler } from "../core/samplers/create-sampler.ts";
import type { Sampler } from "../core/samplers/sampler.ts";
import { type ModelConfigs, readModelConfigs } from "./model-configs.ts";
import { samplerSettings } from "./scheduler-config.ts";

/**
 * How an arm's sampler is set up, after checking that its model can be run that way.
 *
 * Throws: KnownError (input): REQ_SIZE, REQ_STEPS or REQ_UNSUPPORTED, before any picture is begun.
 */
export async function armSettings(arm: Arm, model: LocatedModel): Promise<SamplerSettings> {
  const { folder, entry } = model;
  const configs = await readModelConfigs(folder, entry);
  // An exported UNet joins each halved plane with its doubled twin: every halving must come out even.
  const blocks = [configs.vae, configs.unet].map((part) => part.block_out_channels.length - 1);
  const halvings = blocks.reduce((sum, count) => sum + count, 0);
  assertSize(arm, 2 ** halvings);
  assertClipSkip(arm, model, configs);
  const file = path.join(folder, entry.components.scheduler, "scheduler_config.json");
  const { scheduler, eta } = arm;
  const document = await readModelDocument(z.unknown(), file);
  const settings = samplerSettings(document, file, scheduler, { eta });
  const { timesteps } = sampled(arm, settings);
  const unet = path.join(folder, entry.components.unet, "model.onnx");
  assertWholeTimesteps(arm, timesteps, unet);
  return settings;
}

function assertSize({ id, modelId, size }: Arm, grain: number): void {
  if (size.height % grain === 0 && size.width % grain === 0) return;
  throw new KnownError("input", `invalid size: ${size.width} × ${size.height} (arm ${id})`, {
    code: "REQ_SIZE",
    hint: `width and height are multiples of ${grain} for ${modelId}`,
  });
}

/** Plain exports of Stable Diffusion 1 and 2 lack the final norm on earlier states. */
function assertClipSkip(
  { id, clipSkip = 0 }: Arm,
  { entry }: LocatedModel,
  { encoders }: ModelConfigs,
): void {
  const most = Math.min(...encoders.map((encoder) => encoder.num_hidden_layers)) - 1;
  if (clipSkip === 0 || (entry.family === "sdxl" && clipSkip <= most)) return;
  throw new KnownError("input", `unknown clipSkip: ${clipSkip} for ${entry.id} (arm ${id})`, {
    code: "REQ_UNSUPPORTED",
    hint:
      entry.family === "sdxl"
        ? `its text encoders have layers for 0 to ${most}`
        : "only SDXL models give earlier text states; leave clipSkip out",
  });
}

/** Throws: KnownError (input, REQ_STEPS) for fractions of a training step where the graph holds whole numbers. */
function assertWholeTimesteps({ id }: Arm, timesteps: readonly number[], unet: string): void {
  if (timesteps.every(Number.isInteger)) return;
  const input = readOnnxOutline(unet).inputs.find(({ name }) => name === "timestep");
  if (input === undefined || takesFractions(input)) return;
  const first = timesteps.find((t) => !Number.isInteger(t));
  throw new KnownError(
    "input",
    `invalid timestep: ${first} for an ${input.type} input (arm ${id})`,
    {
      code: "REQ_STEPS",
      hint: "this graph would cut the fraction off: choose another scheduler, or export the model anew",
    },
  );
}

function sampled({ id, scheduler, steps }: Arm, settings: SamplerSettings): Sampler {
  try {
    return createSampler(scheduler, steps, settings);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    const { kind, message, hint = "use another number of steps", code = "REQ_STEPS" } = error;
    throw new KnownError(kind, `${message}, arm ${id}`, { hint, code, cause: error });
  }
}
