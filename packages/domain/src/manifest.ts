import { z } from "zod";
import { Arm } from "./arm.ts";
import { Identifier, Seed, Sha256, Timestamp } from "./identifier.ts";
import { ImageFailure, ImageRecord } from "./image.ts";
import { ImportedManifest } from "./imported-manifest.ts";
import { ModelFile } from "./model-registry.ts";
import { Prompt } from "./prompt.ts";
import { DrawnSample } from "./prompt-sample.ts";
import { Provider } from "./provider.ts";

/**
 * Where and with what a run was made. Not part of any picture's identity: a run takes pictures that another machine
 * made as they are, and each one's capsule says where that was.
 */
export const Environment = z.strictObject({
  pairlab: z.string(),
  node: z.string(),
  onnxruntime: z.string(),
  sharp: z.string(),
  platform: z.string(),
  cpu: z.string(),
  provider: Provider,
  threads: z.int().positive(),
  graphOptimization: z.string(),
});
export type Environment = z.infer<typeof Environment>;

/** The record of a run that Pairlab made: everything needed to make each of its pictures again. */
export const GeneratedManifest = z.strictObject({
  version: z.literal(1),
  kind: z.literal("generated"),
  name: Identifier,
  numericsVersion: z
    .int()
    .describe("raised when any rounding, draw order or tokenizer rule changes"),
  createdAt: Timestamp,
  complete: z.boolean().describe("false when the run was stopped before its last picture"),
  specSha256: Sha256.describe("of the resolved spec as canonical JSON"),
  prompts: z.array(Prompt),
  sample: DrawnSample.optional().describe("how the prompts were drawn from their set"),
  seeds: z.array(Seed),
  arms: z.array(Arm),
  models: z.array(
    z.strictObject({
      id: Identifier,
      modelHash: Sha256,
      licence: z.string(),
      files: z.array(ModelFile),
    }),
  ),
  environment: Environment,
  images: z.array(ImageRecord),
  failures: z.array(ImageFailure),
});
export type GeneratedManifest = z.infer<typeof GeneratedManifest>;

/** The record of a run, made here or brought in. `manifest.json`. */
export const Manifest = z.discriminatedUnion("kind", [GeneratedManifest, ImportedManifest]);
export type Manifest = z.infer<typeof Manifest>;
