import path from "node:path";
import type { Size } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import type { ModelComponents } from "@pairlab/domain/model-registry";
import { parseDocument } from "@pairlab/domain/parse-document";
import type { SchedulerName } from "@pairlab/domain/scheduler-name";
import { z } from "zod";
import { readJson } from "../adapters/read-json.ts";
import { ownScheduler } from "../models/scheduler-document.ts";

const Side = z.union([z.int().min(1), z.tuple([z.int().min(1), z.int().min(1)])]);
const Unet = z.object({
  sample_size: Side,
  time_cond_proj_dim: z.int().nullish(),
  _name_or_path: z.string().optional(),
});
const Vae = z.object({ block_out_channels: z.array(z.int()).min(1) });

/** What a model's configurations say of how it likes to be run. */
export interface ModelFacts {
  scheduler: SchedulerName;
  /** The size it was trained for. */
  size: Size;
  /** Guidance is an input of its UNet instead of a second evaluation. */
  hasGuidanceEmbedding: boolean;
  /** The repository that its UNet was exported from, where the exporter kept it. */
  exportedFrom?: string;
}

/** Reads a model's configurations. Throws: KnownError for one that is missing, malformed or asks for what isn't implemented. */
export async function modelFacts(folder: string, components: ModelComponents): Promise<ModelFacts> {
  const read = async <S extends z.ZodType>(schema: S, component: string): Promise<z.infer<S>> => {
    const file = path.join(folder, component, "config.json");
    return parseDocument(schema, await readJson(file), file);
  };
  const unet = await read(Unet, components.unet);
  const vae = await read(Vae, components.vae_decoder);
  const schedule = path.join(folder, components.scheduler, "scheduler_config.json");
  const { scheduler } = ownScheduler(await readJson(schedule), schedule);
  if (scheduler === "flow_euler")
    throw new KnownError("input", `unknown kind of model: flow matching (${schedule})`, {
      code: "MODEL_LAYOUT",
      hint: "this version runs Stable Diffusion 1, 2 and XL models",
    });
  const { sample_size: side, _name_or_path: from } = unet;
  const scale = 2 ** (vae.block_out_channels.length - 1);
  const [height, width] = typeof side === "number" ? [side, side] : side;
  return {
    scheduler,
    size: { height: height * scale, width: width * scale },
    hasGuidanceEmbedding: typeof unet.time_cond_proj_dim === "number",
    ...(from === undefined ? {} : { exportedFrom: from }),
  };
}
