import path from "node:path";
import type { Size } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import type { ModelComponents } from "@pairlab/domain/model-registry";
import type { SchedulerName } from "@pairlab/domain/scheduler-name";
import { z } from "zod";
import { readModelDocument } from "../adapters/read-model-document.ts";
import { ownScheduler } from "../models/scheduler-document.ts";

const Side = z.union([z.int().min(1), z.tuple([z.int().min(1), z.int().min(1)])]);
const Unet = z.object({
  sample_size: Side.nullish(),
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
  const read = <S extends z.ZodType>(schema: S, component: string) =>
    readModelDocument(schema, path.join(folder, component, "config.json"));
  const unet = await read(Unet, components.unet);
  const vae = await read(Vae, components.vae_decoder);
  const schedule = path.join(folder, components.scheduler, "scheduler_config.json");
  const { scheduler } = ownScheduler(await readModelDocument(z.unknown(), schedule), schedule);
  if (scheduler === "flow_euler")
    throw new KnownError("input", `unknown kind of model: flow matching (${schedule})`, {
      code: "MODEL_LAYOUT",
      hint: "this version runs Stable Diffusion 1, 2 and XL models",
    });
  const { _name_or_path: from } = unet;
  const side = unet.sample_size ?? silentSide(components);
  const scale = 2 ** (vae.block_out_channels.length - 1);
  const [height, width] = typeof side === "number" ? [side, side] : side;
  return {
    scheduler,
    size: { height: height * scale, width: width * scale },
    hasGuidanceEmbedding: typeof unet.time_cond_proj_dim === "number",
    ...(from === undefined ? {} : { exportedFrom: from }),
  };
}

/** diffusers' pipelines take SDXL for 128 latents wide where the file is silent, Stable Diffusion 1 and 2 for 64. */
const silentSide = ({ text_encoder_2 }: ModelComponents) =>
  text_encoder_2 === undefined ? 64 : 128;
