import { Size } from "@pairlab/domain/arm";
import { Identifier } from "@pairlab/domain/identifier";
import { SchedulerName } from "@pairlab/domain/scheduler-name";
import { z } from "zod";

/** Facts about a published model: where to get it, on what terms, how it is meant to be run. */
export const ModelPreset = z.strictObject({
  id: Identifier.describe("the name it gets here unless told otherwise"),
  title: z.string(),
  repository: z.string().describe("where its authors publish it"),
  alsoKnownAs: z.array(z.string()).describe("other repositories with the same weights"),
  licence: z.string(),
  licenceAddress: z.string().optional(),
  notice: z.string().describe("what its terms ask for, in one or two sentences"),
  download: z
    .strictObject({
      repository: z.string(),
      revision: z.string(),
      commit: z.string().optional().describe("how the commit began when this was written down"),
      sizeBytes: z.int().positive().optional().describe("about, for the person who decides"),
    })
    .nullable()
    .describe("an export in ONNX form that can be downloaded; null: none is known"),
  advice: z.string().optional().describe("what to do where nothing can be downloaded"),
  defaults: z.strictObject({
    steps: z.int().min(1),
    guidance: z.number().min(0),
    scheduler: SchedulerName,
    size: Size,
  }),
  unverified: z
    .array(z.string())
    .describe("fields whose facts come second-hand, or weren't compared with the publication"),
});
export type ModelPreset = z.infer<typeof ModelPreset>;

/** `model-presets.json`. */
export const ModelPresets = z.strictObject({
  version: z.literal(1),
  presets: z.array(ModelPreset),
});
