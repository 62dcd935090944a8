import path from "node:path";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import { keepEarlierRun } from "./adapters/earlier-run.ts";
import type { ObjectStore } from "./adapters/object-store.ts";
import { runEnvironment } from "./adapters/run-environment.ts";
import { placeImages } from "./adapters/run-folder.ts";
import { sha256 } from "./adapters/sha256.ts";
import { storeFailure } from "./adapters/store-failure.ts";
import { writeManifest } from "./adapters/write-manifest.ts";
import { buildManifest } from "./core/build-manifest.ts";
import type { GenerateOptions } from "./generate.ts";
import type { InspectedRun } from "./inspect-run.ts";
import type { RunProgress } from "./run-progress.ts";

export interface WriteRunParts {
  run: InspectedRun;
  progress: RunProgress;
  store: ObjectStore;
  runFolder: string;
  options: Pick<GenerateOptions, "provider" | "now" | "onRemark">;
}

/**
 * Lays a run's pictures out in its folder and writes its manifest last.
 *
 * Throws: KnownError (missing, STORE) where the folder can't be written; the pictures are in the store.
 */
export async function writeRun({
  run: { resolved, models, jobs, threads },
  progress,
  store,
  runFolder,
  options: { provider, now, onRemark },
}: WriteRunParts): Promise<void> {
  const manifest = buildManifest({
    resolved,
    specSha256: sha256(canonicalJson(resolved)),
    models,
    jobs,
    ...progress,
    environment: runEnvironment(threads.threads, provider),
    createdAt: now(),
  });
  try {
    const kept = await keepEarlierRun(runFolder, manifest.specSha256);
    if (kept !== undefined)
      onRemark(`the spec has changed since the last run, which is kept whole in ${kept}`);
    const from = store.imageFile;
    const placements = manifest.images.map(({ key, file }) => ({ from: from(key), file }));
    await placeImages(runFolder, placements);
    await writeManifest(path.join(runFolder, "manifest.json"), manifest);
  } catch (error) {
    throw storeFailure(error, runFolder);
  }
}
