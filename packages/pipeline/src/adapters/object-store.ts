import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { FinishedPicture, StoredPicture } from "../core/stored-picture.ts";
import { draftIn, flushFolder, sweepDrafts } from "./drafts.ts";
import { examinePicture } from "./picture-damage.ts";
import { sha256 } from "./sha256.ts";
import { storeFailure } from "./store-failure.ts";

/** Finished pictures by key, shared by all runs. A picture that is there is whole. */
export interface ObjectStore {
  /** The picture of a key after checking its hashes; a damaged one is put aside and is then missing. */
  find(key: string): Promise<StoredPicture | undefined>;
  /** Keeps a picture. If somebody else was faster, theirs stays. */
  add(key: string, keyText: string, picture: FinishedPicture): Promise<StoredPicture>;
  imageFile(key: string): string;
}

export interface ObjectStoreOptions {
  /** The folder of all runs. */
  runs: string;
  /** Also decode each picture and compare its pixels, not only the bytes of its file. */
  decode: boolean;
  /** Change nothing: a damaged picture is missing, but stays where it is. */
  readOnly: boolean;
  /** Told of damaged pictures, and of one that another process drew differently. */
  onRemark: (text: string) => void;
}

/** How often a finished picture is moved again when its place was taken by a damaged one. */
const retries = 2;

/**
 * The store below `runs/objects`. A picture is written whole into a folder of its own, flushed, and
 * renamed into place, so that no crash leaves half a picture under its key.
 */
export async function openObjectStore(options: ObjectStoreOptions): Promise<ObjectStore> {
  const { runs, decode, readOnly, onRemark } = options;
  const objects = path.join(runs, "objects");
  if (!readOnly) await sweepDrafts(objects);
  const folderOf = (key: string) => path.join(objects, key.slice(0, 2), key);

  const find = async (key: string): Promise<StoredPicture | undefined> => {
    const found = await examinePicture(folderOf(key), key, decode);
    if (found.status === "whole") return found.picture;
    if (found.status === "damaged") {
      const what = `a damaged picture (${key.slice(0, 12)}: ${found.reason})`;
      if (!readOnly) await putAside(runs, folderOf(key), found.reason);
      onRemark(readOnly ? `found ${what}` : `put aside ${what}`);
    }
    return undefined;
  };

  /** Moves a draft to its key. Result: the picture of another process that was faster, if any. */
  const place = async (
    draft: string,
    key: string,
    left: number,
  ): Promise<StoredPicture | undefined> => {
    try {
      await rename(draft, folderOf(key));
      await flushFolder(path.dirname(folderOf(key)));
      return undefined;
    } catch (error) {
      const theirs = await find(key); // puts a damaged one aside, so that the next attempt finds room
      if (theirs !== undefined) return theirs;
      if (left === 0) throw error;
      return place(draft, key, left - 1);
    }
  };

  const add: ObjectStore["add"] = async (key, keyText, picture) => {
    const draft = draftIn(objects);
    try {
      const record = await writePicture(draft, key, keyText, picture);
      await mkdir(path.dirname(folderOf(key)), { recursive: true });
      const theirs = await place(draft, key, retries);
      if (theirs !== undefined && theirs.pixelsSha256 !== record.pixelsSha256)
        onRemark(`kept the first of two different pictures (${key.slice(0, 12)})`);
      return theirs ?? record;
    } catch (error) {
      throw storeFailure(error, objects);
    } finally {
      await rm(draft, { recursive: true, force: true }).catch(() => undefined); // swept later
    }
  };
  return { find, add, imageFile: (key) => path.join(folderOf(key), "image.png") };
}

async function writePicture(
  draft: string,
  key: string,
  keyText: string,
  { png, pixels, pixelsSha256, latents, durationsMs, warnings }: FinishedPicture,
): Promise<StoredPicture> {
  const latentBytes =
    latents && new Uint8Array(latents.buffer, latents.byteOffset, latents.byteLength);
  const record: StoredPicture = {
    version: 2,
    key,
    keyText,
    pixelsSha256,
    latentsSha256: latentBytes && sha256(latentBytes),
    fileSha256: sha256(png),
    fileSizeBytes: png.length,
    width: pixels.width,
    height: pixels.height,
    durationsMs,
    warnings: [...warnings],
  };
  await mkdir(draft, { recursive: true });
  await writeFlushed(path.join(draft, "image.png"), png);
  if (latentBytes !== null) await writeFlushed(path.join(draft, "latents.f32"), latentBytes);
  await writeFlushed(path.join(draft, "record.json"), `${JSON.stringify(record, null, 2)}\n`);
  await flushFolder(draft);
  return record;
}

async function putAside(runs: string, folder: string, reason: string): Promise<void> {
  const name = `${path.basename(folder)}-${randomBytes(3).toString("hex")}`;
  const aside = path.join(runs, "quarantine", name);
  await mkdir(path.dirname(aside), { recursive: true });
  const moved = await rename(folder, aside).then(
    () => true,
    (error: unknown) => {
      // Another process that found the same damage was faster.
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
      throw error;
    },
  );
  if (moved) await writeFile(path.join(aside, "reason.txt"), `${reason}\n`);
}

async function writeFlushed(file: string, data: Uint8Array | string): Promise<void> {
  const handle = await open(file, "wx");
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
