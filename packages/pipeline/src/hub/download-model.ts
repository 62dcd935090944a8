import { mkdir, readdir, rm, rmdir, statfs } from "node:fs/promises";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import type { ModelFile } from "@pairlab/domain/model-registry";
import { readJson } from "../adapters/read-json.ts";
import { type InspectedFolder, inspectModelFolder } from "../model-folder/inspect-model-folder.ts";
import { modelFacts } from "../model-folder/model-facts.ts";
import { modelLayout } from "../model-folder/model-layout.ts";
import { bytesInPlace, downloadFile } from "./download-file.ts";
import { type DownloadPlan, isText } from "./download-plan.ts";
import type { HubFile } from "./hub-file.ts";
import type { HubCall } from "./list-hub-files.ts";
import { lockDownload } from "./lock-download.ts";

export interface ModelDownload extends HubCall {
  plan: DownloadPlan;
  /** Gets the files, and the lock. */
  folder: string;
  /** Bytes in place of all that belong there, and those of them that arrived in this call. */
  onProgress: (done: number, doneNow: number) => void;
}

export interface DownloadedModel {
  inspected: InspectedFolder;
  /** Where the model's files lie: the folder, or the subfolder of it. */
  folder: string;
  /** What running it takes; weights that no graph asks for aren't among them. */
  files: ModelFile[];
}

/** Free space that must be left when all is there. */
const reserveBytes = 256e6;

/**
 * Brings all files of a plan to a folder, one after the other; what is there already is kept.
 *
 * Throws: KnownError: conflict when another process downloads there, missing (STORE) for too small a disk; see also
 *         downloadFile. A model that can't be run is refused before its first graph is asked for, and leaves nothing.
 */
export async function downloadModel(download: ModelDownload): Promise<DownloadedModel> {
  const { plan, folder } = download;
  const release = await lockDownload(folder);
  try {
    const place = path.join(folder, plan.subfolder ?? "");
    const before = await bytesBefore(place, plan.files);
    await assertRoom(folder, plan.sizeBytes - before);
    const bring = fileByFile(download, place, before);
    const small = await bring(plan.files.filter(isText));
    await assertRunnable(place).catch(async (error: unknown) => {
      if (before === 0) await removeAll(folder);
      throw error;
    });
    const large = await bring(plan.files.filter((file) => !isText(file)));
    const inspected = await inspectModelFolder(place);
    const files = [...small, ...large]
      .filter((file) => inspected.paths.includes(file.path))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1));
    return { inspected, folder: place, files };
  } finally {
    await release();
    await rmdir(folder).catch(() => undefined); // only an empty one goes
  }
}

/** Brings files one by one and tells how far all of them have come. */
function fileByFile(download: ModelDownload, folder: string, before: number) {
  let finished = 0;
  return async (files: readonly HubFile[]): Promise<ModelFile[]> => {
    const brought: ModelFile[] = [];
    for (const file of files) {
      const onBytes = (bytes: number) =>
        download.onProgress(finished + bytes, Math.max(0, finished + bytes - before));
      const { base } = download.plan;
      brought.push(await downloadFile({ ...download, base, folder, onBytes }, file));
      finished += file.sizeBytes;
    }
    return brought;
  };
}

async function bytesBefore(folder: string, files: readonly HubFile[]): Promise<number> {
  const sizes = await Promise.all(files.map((file) => bytesInPlace(folder, file)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function assertRoom(folder: string, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (needed + reserveBytes <= free) return;
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new KnownError(
    "missing",
    `missing room to write: ${folder} (${gigabytes(needed)} to download, ${gigabytes(free)} free)`,
    { code: "STORE", hint: "free some, or keep state elsewhere with --data-dir" },
  );
}

/** Everything that the configurations can tell against a model. */
async function assertRunnable(folder: string): Promise<void> {
  const index = path.join(folder, "model_index.json");
  await modelFacts(folder, modelLayout(await readJson(index), index).components);
}

/** Everything but the lock, which its holder removes. */
async function removeAll(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder))
    if (name !== ".lock") await rm(path.join(folder, name), { recursive: true, force: true });
}
