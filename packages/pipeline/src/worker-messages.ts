import { Arm } from "@pairlab/domain/arm";
import { PaintingDurations } from "@pairlab/domain/image";
import { ModelEntry } from "@pairlab/domain/model-registry";
import { PaintingTrace, PictureWarning } from "@pairlab/domain/painting-trace";
import { Provider } from "@pairlab/domain/provider";
import { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { z } from "zod";

/** What a painting thread is started with. */
export const WorkerSetup = z.strictObject({ threads: z.int().min(1), provider: Provider });
export type WorkerSetup = z.infer<typeof WorkerSetup>;

/** A picture asked of a painting thread. */
export const PaintMessage = z.strictObject({
  model: z.strictObject({ folder: z.string(), entry: ModelEntry }),
  arm: Arm,
  settings: SamplerSettings,
  prompt: z.string(),
  seed: z.number(),
});

/** What a painting thread answers: a picture, a known failure, or a bug's stack. */
export const PaintReply = z.discriminatedUnion("status", [
  z.strictObject({
    status: z.literal("painted"),
    painting: z.strictObject({
      pixels: z.strictObject({
        width: z.int(),
        height: z.int(),
        rgb: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
      }),
      latents: z.custom<Float32Array>((value) => value instanceof Float32Array),
      trace: PaintingTrace,
      warnings: z.array(PictureWarning),
      durationsMs: PaintingDurations,
    }),
  }),
  z.strictObject({
    status: z.literal("failed"),
    kind: z.enum(["input", "missing", "conflict", "refused"]),
    message: z.string(),
    hint: z.string().optional(),
    code: z.string().optional(),
  }),
  z.strictObject({ status: z.literal("bug"), stack: z.string() }),
]);
export type PaintReply = z.infer<typeof PaintReply>;
