import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { ModelFile } from "@pairlab/domain/model-registry";
import { flushFolder } from "../adapters/drafts.ts";
import { storeFailure } from "../adapters/store-failure.ts";
import { contentCheck } from "./content-check.ts";
import { fileBody } from "./file-body.ts";
import type { HubFile } from "./hub-file.ts";
import { PassingFault } from "./hub-request.ts";
import type { HubCall } from "./list-hub-files.ts";
import { openPartialFile, type PartialFile } from "./partial-file.ts";
import { patiently } from "./patiently.ts";

/** Where a repository's files are to lie, and who wants to hear of each byte that is there. */
export interface FileDownload extends HubCall {
  /** Address of the repository's files at the commit: the file's path follows. */
  base: string;
  folder: string;
  /** Bytes of this file that are in place; it falls when a server can't resume. */
  onBytes: (bytes: number) => void;
}

/**
 * Brings one file of a repository to the folder, unless it is there already.
 *
 * Bytes go to a `.partial` file beside it, which a later call goes on with; it takes its name when all of it has
 * arrived and hashes to what the listing says.
 * Throws: KnownError: missing (MODEL_DATA) for wrong bytes, which are thrown away, or (STORE) for no room;
 *         see also hubRequest and patiently. The signal's reason when it is aborted: what has arrived is kept.
 */
export async function downloadFile(download: FileDownload, file: HubFile): Promise<ModelFile> {
  const target = path.join(download.folder, file.path);
  const partial = partialPath(target, file);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    const found = await finished(download, file, target);
    if (found !== undefined) return found;
    await removeOtherPartials(target, partial);
    const sha256 = await received(download, file, partial);
    await rename(partial, target);
    await flushFolder(path.dirname(target));
    return { path: file.path, sizeBytes: file.sizeBytes, sha256 };
  } catch (error) {
    throw storeFailure(error, target);
  }
}

/** The hash in the name keeps the beginnings of two versions of a file apart. */
const partialPath = (target: string, { hash }: HubFile): string =>
  `${target}.${hash.hex.slice(0, 16)}.partial`;

/** Bytes of a file that needn't be asked for again, finished or not. */
export async function bytesInPlace(folder: string, file: HubFile): Promise<number> {
  const target = path.join(folder, file.path);
  const sizes = await Promise.all([target, partialPath(target, file)].map(sizeOf));
  return Math.max(0, ...sizes.filter((size) => size <= file.sizeBytes));
}

const sizeOf = async (file: string): Promise<number> =>
  (await stat(file).catch(() => undefined))?.size ?? 0;

/** The file as it lies there, when it is the listed one; existing proves nothing, so it is read. */
async function finished(
  { signal, onBytes }: FileDownload,
  file: HubFile,
  target: string,
): Promise<ModelFile | undefined> {
  const found = await stat(target).catch(() => undefined);
  if (found?.size !== file.sizeBytes) return undefined;
  const { isListed, sha256 } = (await contentCheck(file, { file: target, signal })).verdict();
  if (!isListed) return undefined;
  onBytes(file.sizeBytes);
  return { path: file.path, sizeBytes: file.sizeBytes, sha256 };
}

/** Receives what is missing, over as many connections as it takes. Result: the SHA-256 of the whole. */
async function received(download: FileDownload, file: HubFile, partial: string): Promise<string> {
  const { endpoint, signal, onRemark } = download;
  const arriving = await openPartialFile(partial, file, signal);
  let furthest = arriving.have();
  try {
    return await patiently(endpoint.patience, {
      attempt: () =>
        receive(download, file, arriving).finally(() => {
          furthest = Math.max(furthest, arriving.have());
        }),
      progress: () => furthest,
      signal,
      onRemark: (text) => onRemark(`${file.path}: ${text}`),
    });
  } finally {
    await arriving.close();
  }
}

async function receive(
  download: FileDownload,
  file: HubFile,
  arriving: PartialFile,
): Promise<string> {
  download.onBytes(arriving.have());
  if (arriving.have() < file.sizeBytes) {
    const body = await fileBody(download, file, arriving.have());
    if (body.from < arriving.have()) await arriving.restart();
    for await (const bytes of body.bytes) {
      await arriving.append(bytes);
      download.onBytes(arriving.have());
    }
  }
  const missing = file.sizeBytes - arriving.have();
  if (missing > 0) throw new PassingFault(`the connection ended ${missing} bytes early`);
  return arriving.finish();
}

/** Beginnings of versions that are no longer wanted. */
async function removeOtherPartials(target: string, kept: string): Promise<void> {
  const folder = path.dirname(target);
  const isOther = (name: string) =>
    name.startsWith(`${path.basename(target)}.`) &&
    /\.[0-9a-f]{16}\.partial$/.test(name) &&
    name !== path.basename(kept);
  for (const name of await readdir(folder)) if (isOther(name)) await rm(path.join(folder, name));
}
