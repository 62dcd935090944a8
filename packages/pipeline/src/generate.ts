import path from "node:path";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import { KnownError } from "@pairlab/domain/errors";
import type { ImageFailure } from "@pairlab/domain/image";
import type { Manifest } from "@pairlab/domain/manifest";
import { openObjectStore } from "./adapters/object-store.ts";
import { encodePng } from "./adapters/png.ts";
import { runEnvironment } from "./adapters/run-environment.ts";
import { placeImages } from "./adapters/run-folder.ts";
import { sha256 } from "./adapters/sha256.ts";
import { writeManifest } from "./adapters/write-manifest.ts";
import { buildManifest } from "./core/build-manifest.ts";
import type { StoredPicture } from "./core/stored-picture.ts";
import type { InspectedRun, KeyedJob, PipelineFolders } from "./inspect-run.ts";
import type { Painter, Painting } from "./painter.ts";
import { createPainterPool } from "./painter-pool.ts";

export interface GenerateOptions {
  folders: PipelineFolders;
  /** Finish the pictures in hand and stop. */
  signal: AbortSignal;
  now: () => Date;
  /** Make at most this many pictures, then stop. */
  limit?: number;
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
  /** Pictures whose prompt is longer than their model reads. */
  cutPrompts: number;
  /** The ids of those prompts. */
  cutPromptIds: string[];
}

/**
 * Makes the pictures of a run that don't exist yet and writes its manifest.
 *
 * Pictures are identified by what they are made from, so a stopped run goes on where it was, and two runs
 * share what they have in common. A picture that comes out as NaN is an outcome, kept in the manifest.
 */
export async function generate(
  { resolved, models, jobs, threads }: InspectedRun,
  options: GenerateOptions,
): Promise<GeneratedRun> {
  const { folders } = options;
  const store = await openObjectStore({
    runs: folders.runs,
    decode: options.verify,
    readOnly: options.dryRun,
    onRemark: options.onRemark,
  });
  const pictures = new Map<string, StoredPicture>();
  for (const { key } of jobs) {
    const found = pictures.get(key) ?? (await store.find(key));
    if (found !== undefined) pictures.set(key, found);
  }
  const reused = jobs.filter(({ key }) => pictures.has(key)).length;
  const wanted = distinct(jobs.filter(({ key }) => !pictures.has(key)));
  const todo = wanted.slice(0, options.limit ?? wanted.length);
  const failures = new Map<string, Pick<ImageFailure, "code" | "message">>();
  const settled = () => jobs.filter(({ key }) => pictures.has(key) || failures.has(key)).length;
  let made = 0;

  const paint = async (painter: Painter, job: KeyedJob): Promise<void> => {
    const { model, arm, settings, seed, key, keyText } = job;
    try {
      const painting = await painter.paint({
        model,
        arm,
        settings,
        prompt: job.prompt.text,
        seed,
      });
      pictures.set(key, await store.add(key, keyText, await finished(painting)));
      made += 1;
    } catch (error) {
      if (!(error instanceof KnownError) || error.code !== "NUMERIC") throw error;
      failures.set(key, { code: error.code, message: error.message });
    }
    options.onProgress(settled(), made);
  };
  if (!options.dryRun && todo.length > 0)
    await paintAll(todo, { threads, signal: options.signal }, paint);

  const manifestFile = path.join(folders.runs, resolved.name, "manifest.json");
  const counts = {
    manifestFile,
    total: jobs.length,
    made,
    reused,
    failed: jobs.filter(({ key }) => failures.has(key)).length,
    missing: jobs.length - settled(),
    ...cutPrompts(jobs, pictures),
  };
  if (options.dryRun) return { status: "planned", ...counts };
  const manifest: Manifest = buildManifest({
    resolved,
    specSha256: sha256(canonicalJson(resolved)),
    models,
    jobs,
    pictures,
    failures,
    environment: runEnvironment(threads.threads),
    createdAt: options.now(),
  });
  await placeImages(
    path.dirname(manifestFile),
    manifest.images.map(({ key, file }) => ({ from: store.imageFile(key), file })),
  );
  await writeManifest(manifestFile, manifest, options.onRemark);
  return { status: counts.missing === 0 ? "complete" : "stopped", ...counts };
}

/** Pictures whose prompt was cut to what the model reads, and those prompts. */
function cutPrompts(jobs: readonly KeyedJob[], pictures: ReadonlyMap<string, StoredPicture>) {
  const cut = jobs.filter(({ key }) =>
    pictures.get(key)?.warnings.some(({ code }) => code === "TRUNCATED"),
  );
  return {
    cutPrompts: distinct(cut).length,
    cutPromptIds: [...new Set(cut.map(({ prompt }) => prompt.id))],
  };
}

async function finished({ pixels, latents, durationsMs, droppedTokens }: Painting) {
  const warnings: StoredPicture["warnings"] =
    droppedTokens > 0 ? [{ code: "TRUNCATED", text: `${droppedTokens} tokens were cut off` }] : [];
  const png = await encodePng(pixels);
  return { png, pixels, pixelsSha256: sha256(pixels.rgb), latents, durationsMs, warnings };
}

const distinct = (jobs: readonly KeyedJob[]): KeyedJob[] => [
  ...new Map(jobs.map((job) => [job.key, job])).values(),
];

/** Each painter takes the next job until there is none, or until it is told to stop. */
async function paintAll(
  todo: readonly KeyedJob[],
  { threads, signal }: Pick<GenerateOptions, "signal"> & Pick<InspectedRun, "threads">,
  paint: (painter: Painter, job: KeyedJob) => Promise<void>,
): Promise<void> {
  const pool = createPainterPool(
    { threads: threads.threads },
    Math.min(threads.workers, todo.length),
  );
  const queue = todo.values();
  let broken = false;
  const lane = async (painter: Painter): Promise<void> => {
    for (const job of queue) {
      if (signal.aborted || broken) return;
      await paint(painter, job).catch((error: unknown) => {
        broken = true;
        throw error;
      });
    }
  };
  // Every lane ends by itself, so that what is in hand is stored or given up before this returns.
  const ended = await Promise.allSettled(pool.painters.map(lane));
  await pool.close();
  for (const end of ended) if (end.status === "rejected") throw end.reason;
}
