import { canonicalJson } from "@pairlab/domain/canonical-json";
import { layOutRun } from "./adapters/lay-out-run.ts";
import type { ObjectStore } from "./adapters/object-store.ts";
import { runEnvironment } from "./adapters/run-environment.ts";
import { sha256 } from "./adapters/sha256.ts";
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

/** Writes what a run has made so far: its folder, and its manifest last. Throws: as layOutRun does. */
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
  await layOutRun(runFolder, manifest, store, onRemark);
}
