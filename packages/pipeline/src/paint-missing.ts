import { KnownError } from "@pairlab/domain/errors";
import type { ObjectStore } from "./adapters/object-store.ts";
import { runEnvironment } from "./adapters/run-environment.ts";
import { readSpeeds, writeSpeeds } from "./adapters/speeds-file.ts";
import { learntSpeeds, type MeasuredPicture } from "./core/painting-speeds.ts";
import type { GenerateOptions } from "./generate.ts";
import type { InspectedRun, KeyedJob } from "./inspect-run.ts";
import { paintAll } from "./paint-all.ts";
import {
  finishPicture,
  type PaintedPicture,
  type PictureJob,
  paintRequest,
} from "./paint-picture.ts";
import type { Painter, Painting } from "./painting.ts";
import { type RunProgress, settledJobs } from "./run-progress.ts";

/** Why a picture that can't be made is an outcome of the run rather than its end. */
const outcomes: readonly (string | undefined)[] = ["NUMERIC", "BLACK", "MEMORY"];

export interface PaintMissingParts {
  run: InspectedRun;
  /** All jobs that progress is counted of. */
  jobs: readonly KeyedJob[];
  /** Updated in place. */
  progress: RunProgress;
  store: ObjectStore;
  options: Pick<GenerateOptions, "folders" | "provider" | "signal" | "onProgress">;
}

/** Paints and stores pictures and learns what they cost. Result: how many were made. */
export async function paintMissing(
  todo: readonly KeyedJob[],
  { run, jobs, progress, store, options }: PaintMissingParts,
): Promise<number> {
  if (todo.length === 0) return 0;
  const { folders, provider, signal, onProgress } = options;
  const environment = runEnvironment(run.threads.threads, provider);
  const measured: MeasuredPicture[] = [];
  const paint = (painter: Painter, job: KeyedJob): Promise<Painting | KnownError> =>
    painter.paint(paintRequest(askedOf(job))).catch((error: unknown) => {
      if (!(error instanceof KnownError) || !outcomes.includes(error.code)) throw error;
      return error;
    });
  const keep = async (job: KeyedJob, painting: Painting | KnownError): Promise<void> => {
    if (painting instanceof KnownError) {
      const { code = "", message } = painting;
      progress.failures.set(job.key, { code, message });
    } else {
      const painted = await finishPicture(askedOf(job), painting, environment);
      progress.pictures.set(job.key, await store.add(job.key, job.keyText, painted));
      measured.push(measurement(job, painted));
    }
    onProgress(settledJobs(jobs, progress).length, measured.length);
  };
  await paintAll(todo, { threads: run.threads, provider, signal }, { paint, keep }).finally(
    () => learn(folders.speeds, measured).catch(() => undefined), // an estimate is worth no failure
  );
  return measured.length;
}

async function learn(file: string, measured: readonly MeasuredPicture[]): Promise<void> {
  if (measured.length > 0) await writeSpeeds(file, learntSpeeds(await readSpeeds(file), measured));
}

const askedOf = (job: KeyedJob): PictureJob => ({ ...job, prompt: job.prompt.text });

function measurement(
  { arm, modelHash }: KeyedJob,
  { durationsMs, png, latents }: PaintedPicture,
): MeasuredPicture {
  const { steps, size, guidance } = arm;
  const recordBytes = 4096; // a file system's block, more than the record
  const storedBytes = png.length + latents.byteLength + recordBytes;
  return { modelHash, size, guidance, steps, durationsMs, storedBytes };
}
