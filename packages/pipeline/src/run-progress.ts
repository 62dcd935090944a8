import type { ImageFailure } from "@pairlab/domain/image";
import type { ObjectStore } from "./adapters/object-store.ts";
import type { StoredPicture } from "./core/stored-picture.ts";
import type { KeyedJob } from "./inspect-run.ts";

/** What is known of a run's pictures so far, by key. */
export interface RunProgress {
  pictures: Map<string, StoredPicture>;
  failures: Map<string, Pick<ImageFailure, "code" | "message">>;
}

/** The pictures of a run that the store has already. */
export async function startedProgress(
  jobs: readonly KeyedJob[],
  store: ObjectStore,
): Promise<RunProgress> {
  const pictures = new Map<string, StoredPicture>();
  for (const { key } of jobs) {
    const found = pictures.get(key) ?? (await store.find(key));
    if (found !== undefined) pictures.set(key, found);
  }
  return { pictures, failures: new Map() };
}

/** Jobs that have a picture, or the reason why there is none. */
export const settledJobs = (jobs: readonly KeyedJob[], progress: RunProgress): KeyedJob[] =>
  jobs.filter(({ key }) => progress.pictures.has(key) || progress.failures.has(key));

/** The other jobs, one a key: two arms may ask for the same picture. */
export function unsettledKeys(jobs: readonly KeyedJob[], progress: RunProgress): KeyedJob[] {
  const settled = new Set(settledJobs(jobs, progress));
  const left = jobs.filter((job) => !settled.has(job));
  return [...new Map(left.map((job) => [job.key, job])).values()];
}
