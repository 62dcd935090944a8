import path from "node:path";
import type { ImageFailure } from "@pairlab/domain/image";
import type { Provider } from "@pairlab/domain/provider";
import { earlierFailures } from "./adapters/earlier-failures.ts";
import { openObjectStore } from "./adapters/object-store.ts";
import { lockRun } from "./adapters/run-lock.ts";
import { readSpeeds } from "./adapters/speeds-file.ts";
import { type ExpectedCost, expectedCost } from "./core/painting-speeds.ts";
import { type Shard, shardOf } from "./core/shard.ts";
import type { InspectedRun, KeyedJob, PipelineFolders } from "./inspect-run.ts";
import { paintMissing } from "./paint-missing.ts";
import { type RunProgress, settledJobs, startedProgress, unsettledKeys } from "./run-progress.ts";
import { writeRun } from "./write-run.ts";

export interface GenerateOptions {
  folders: PipelineFolders;
  provider: Provider;
  /** Finish the pictures in hand and stop. */
  signal: AbortSignal;
  now: () => Date;
  /** Make at most this many pictures, then stop. */
  limit?: number;
  /** Make only one part of the pictures, into the store; no manifest is written. */
  shard?: Shard;
  /** Also decode the pictures that exist and compare their pixels. */
  verify: boolean;
  /** Make nothing; say what there is. */
  dryRun: boolean;
  onProgress: (done: number, doneNow: number) => void;
  onRemark: (text: string) => void;
}

export interface GeneratedRun {
  status: "complete" | "stopped" | "planned";
  manifestFile: string;
  total: number;
  made: number;
  reused: number;
  failed: number;
  /** Pictures that are still to be made. */
  missing: number;
  /** What those will cost, as far as it was measured on this machine. */
  expected: ExpectedCost;
  /** Pictures whose prompt is longer than their model reads. */
  cutPrompts: number;
  /** The ids of those prompts. */
  cutPromptIds: string[];
}

/**
 * Makes the pictures of a run that don't exist yet and writes its manifest.
 *
 * Pictures are identified by what they are made from, so a stopped run goes on where it was, and two runs
 * share what they have in common. A picture that can't be made is an outcome, kept in the manifest.
 * Throws: KnownError: conflict when another process makes the same run; as the painter and the store do.
 */
export async function generate(run: InspectedRun, options: GenerateOptions): Promise<GeneratedRun> {
  const { folders, dryRun, shard, verify, onRemark } = options;
  const runFolder = path.join(folders.runs, run.resolved.name);
  const manifestFile = path.join(runFolder, "manifest.json");
  const writesManifest = !dryRun && shard === undefined;
  const release = writesManifest ? await lockRun(runFolder) : async () => undefined;
  try {
    const { runs } = folders;
    const store = await openObjectStore({ runs, decode: verify, readOnly: dryRun, onRemark });
    const jobs = shard === undefined ? run.jobs : shardOf(run.jobs, shard);
    const progress = await startedProgress(jobs, store);
    const reused = settledJobs(jobs, progress).length;
    const earlier = writesManifest ? await earlierFailures(manifestFile) : [];
    const wanted = untriedFirst(unsettledKeys(jobs, progress), earlier);
    const todo = dryRun ? [] : wanted.slice(0, options.limit ?? wanted.length);
    const made = await paintMissing(todo, { run, jobs, progress, store, options });
    recall(earlier, jobs, progress);
    if (writesManifest) await writeRun({ run, progress, store, runFolder, options });
    const missing = jobs.length - settledJobs(jobs, progress).length;
    const ended = missing === 0 ? "complete" : "stopped";
    return {
      status: dryRun ? "planned" : ended,
      manifestFile,
      total: jobs.length,
      made,
      reused,
      failed: jobs.filter(({ key }) => progress.failures.has(key)).length,
      missing,
      expected: await expectedOf(unsettledKeys(jobs, progress), run, folders.speeds),
      ...cutPrompts(jobs, progress),
    };
  } finally {
    await release();
  }
}

/** Pictures that failed before come last, so that a limit isn't spent on them. */
function untriedFirst(jobs: readonly KeyedJob[], earlier: readonly ImageFailure[]): KeyedJob[] {
  const failed = new Set(earlier.map(({ key }) => key));
  return jobs.toSorted((a, b) => Number(failed.has(a.key)) - Number(failed.has(b.key))); // stable
}

/** Failures of an earlier run stand until their pictures are tried again. */
function recall(
  earlier: readonly ImageFailure[],
  jobs: readonly KeyedJob[],
  { pictures, failures }: RunProgress,
): void {
  const wanted = new Set(jobs.map(({ key }) => key));
  for (const { key, code, message } of earlier)
    if (wanted.has(key) && !pictures.has(key) && !failures.has(key))
      failures.set(key, { code, message });
}

async function expectedOf(
  jobs: readonly KeyedJob[],
  { threads }: InspectedRun,
  speeds: string,
): Promise<ExpectedCost> {
  const asked = jobs.map(({ arm, modelHash }) => {
    const { id: armId, steps, size, guidance } = arm;
    return { armId, steps, size, guidance, modelHash };
  });
  return expectedCost(asked, await readSpeeds(speeds), threads.workers);
}

/** Pictures whose prompt was cut to what the model reads, and those prompts. */
function cutPrompts(jobs: readonly KeyedJob[], { pictures }: RunProgress) {
  const cut = jobs.filter(({ key }) =>
    pictures.get(key)?.warnings.some(({ code }) => code === "TRUNCATED"),
  );
  return {
    cutPrompts: new Set(cut.map(({ key }) => key)).size,
    cutPromptIds: [...new Set(cut.map(({ prompt }) => prompt.id))],
  };
}
