import os from "node:os";
import type { ArmRequest } from "@pairlab/domain/arm";
import { assertMemory } from "./adapters/assert-memory.ts";
import { readModels } from "./adapters/located-models.ts";
import { checkModelFiles } from "./adapters/model-files.ts";
import { readStamps, writeStamps } from "./adapters/model-stamps.ts";
import { sha256 } from "./adapters/sha256.ts";
import { imageKeyText } from "./core/image-key.ts";
import { memoryNeeded } from "./core/memory-needed.ts";
import { modelHashText } from "./core/model-hash-text.ts";
import { paintingThreads } from "./core/painting-threads.ts";
import { resolveArm } from "./core/resolve-arm.ts";
import { assertWellFormed } from "./core/well-formed.ts";
import type { PipelineFolders } from "./inspect-run.ts";
import { armSettings } from "./models/arm-settings.ts";
import type { PictureJob } from "./paint-picture.ts";

/** One picture, asked for by hand. */
export interface PictureAsked {
  arm: ArmRequest;
  prompt: string;
  seed: number;
}

/**
 * A single picture made ready: its model looked up and checked, its settings filled in.
 *
 * Throws: KnownError: input or missing, for whatever is wrong first.
 */
export async function preparePicture(
  { arm: request, prompt, seed }: PictureAsked,
  folders: PipelineFolders,
): Promise<{ job: PictureJob; threads: number }> {
  assertWellFormed("prompt", prompt);
  const models = await readModels(folders);
  const entries = models.map(({ entry }) => entry);
  const arm = resolveArm(request, entries);
  const model = models.find(({ entry }) => entry.id === arm.modelId);
  if (model === undefined) throw new Error(`arm ${arm.id} was resolved without its model`);
  const stamps = await readStamps(folders.stamps);
  await checkModelFiles(model.folder, model.entry.files, stamps);
  await writeStamps(folders.stamps, stamps);
  const settings = await armSettings(arm, model);
  assertMemory(memoryNeeded([{ weightBytes: model.entry.sizeBytes, size: arm.size }], 1));
  const modelHash = sha256(modelHashText(model.entry.files));
  const key = sha256(imageKeyText({ modelHash, prompt, seed, arm, settings }));
  const { threads } = paintingThreads(os.availableParallelism(), [model.entry.sizeBytes]);
  return { job: { model, modelHash, arm, settings, prompt, seed, key }, threads };
}
