import os from "node:os";
import path from "node:path";
import type { Arm } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import type { GenerationSpec } from "@pairlab/domain/generation-spec";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { assertMemory } from "./adapters/assert-memory.ts";
import { availableMemory } from "./adapters/available-memory.ts";
import {
  type LocatedModel,
  locatedModel,
  type ModelPlaces,
  readModels,
} from "./adapters/located-models.ts";
import { checkModelFiles } from "./adapters/model-files.ts";
import { readStamps, writeStamps } from "./adapters/model-stamps.ts";
import { readPrompts } from "./adapters/read-prompts.ts";
import { sha256 } from "./adapters/sha256.ts";
import { type ImageJob, imageJobs } from "./core/image-jobs.ts";
import { imageKeyText } from "./core/image-key.ts";
import { memoryNeeded, paintersThatFit } from "./core/memory-needed.ts";
import { modelHashText } from "./core/model-hash-text.ts";
import { paintingThreads } from "./core/painting-threads.ts";
import { type ResolvedSpec, resolveSpec } from "./core/resolve-spec.ts";
import { armSettings } from "./models/arm-settings.ts";

/** Where things lie. */
export interface PipelineFolders extends ModelPlaces {
  /** Holds a folder a run, and the store. */
  runs: string;
  /** Remembers which model files were already checked. */
  stamps: string;
  /** Remembers what pictures took on this machine. */
  speeds: string;
}

/** A picture to make, with its key and all that making it takes. */
export interface KeyedJob extends ImageJob {
  model: LocatedModel;
  modelHash: string;
  settings: SamplerSettings;
  key: string;
  keyText: string;
}

/** A spec made ready: everything looked up and checked, nothing made yet. */
export interface InspectedRun {
  resolved: ResolvedSpec;
  models: readonly (LocatedModel & { modelHash: string })[];
  jobs: readonly KeyedJob[];
  threads: { workers: number; threads: number };
}

/**
 * Checks a spec against prompts and models before a single picture is made.
 *
 * `specFolder` is what the spec's paths are relative to; `checkAll` reads every model file again.
 * Throws: KnownError: input or missing, for whatever is wrong first.
 */
export async function inspectRun(
  spec: GenerationSpec,
  specFolder: string,
  folders: PipelineFolders,
  checkAll: boolean,
): Promise<InspectedRun> {
  const known = await readModels(folders);
  const promptSet = await readPrompts(path.resolve(specFolder, spec.prompts));
  const resolved = resolveSpec(
    spec,
    promptSet,
    known.map(({ entry }) => entry),
  );
  const used = [...new Set(resolved.arms.map(({ modelId }) => modelId))].map((id) =>
    locatedModel(known, id),
  );
  const stamps = checkAll ? new Map() : await readStamps(folders.stamps);
  for (const { folder, entry } of used) await checkModelFiles(folder, entry.files, stamps);
  const models = used.map((model) => ({
    ...model,
    modelHash: sha256(modelHashText(model.entry.files)),
  }));
  const jobs = await keyedJobs(resolved, models);
  await writeStamps(folders.stamps, stamps);
  const most = paintingThreads(
    os.availableParallelism(),
    used.map(({ entry }) => entry.sizeBytes),
  );
  const weights = ({ modelId }: Arm) => locatedModel(known, modelId).entry.sizeBytes;
  const sizes = resolved.arms.map((arm) => ({ weightBytes: weights(arm), size: arm.size }));
  const workers = paintersThatFit(sizes, most.workers, availableMemory());
  assertMemory(memoryNeeded(sizes, workers));
  return { resolved, models, jobs, threads: { ...most, workers } };
}

async function keyedJobs(
  resolved: ResolvedSpec,
  models: InspectedRun["models"],
): Promise<KeyedJob[]> {
  const byArm = new Map<string, Pick<KeyedJob, "model" | "modelHash" | "settings">>();
  for (const arm of resolved.arms) {
    const found = models.find(({ entry }) => entry.id === arm.modelId);
    if (found === undefined) throw new Error(`arm ${arm.id} was resolved without its model`);
    const { modelHash, ...model } = found;
    byArm.set(arm.id, { model, modelHash, settings: await armSettings(arm, model) });
  }
  return imageJobs(resolved).map((job) => {
    const made = byArm.get(job.arm.id);
    if (made === undefined) throw new KnownError("missing", `unknown arm: ${job.arm.id}`);
    const { arm, prompt, seed } = job;
    const keyText = imageKeyText({ ...made, prompt: prompt.text, seed, arm });
    return { ...job, ...made, key: sha256(keyText), keyText };
  });
}
