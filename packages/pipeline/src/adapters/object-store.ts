import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { StoredPicture } from "../core/stored-picture.ts";
import type { Painting } from "../painter.ts";
import { decodePicture, encodePng } from "./png.ts";
import { readJson } from "./read-json.ts";
import { sha256 } from "./sha256.ts";
import { sweepDrafts } from "./sweep-drafts.ts";

/** Finished pictures by key, shared by all runs. A picture that is there is whole. */
export interface ObjectStore {
  /** The picture of a key after checking its hashes; a damaged one is put aside and is then missing. */
  find(key: string): Promise<StoredPicture | undefined>;
  /** Keeps a picture. If somebody else was faster, theirs stays. */
  add(key: string, keyText: string, painting: Painting): Promise<StoredPicture>;
  imageFile(key: string): string;
}

export interface ObjectStoreOptions {
  /** The folder of all runs. */
  runs: string;
  /** Also decode each picture and compare its pixels, not only the bytes of its file. */
  decode: boolean;
  /** Called with what was found when a damaged picture is put aside. */
  onQuarantine: (key: string, reason: string) => void;
}

/**
 * The store below `runs/objects`. A picture is written whole into a folder of its own, flushed, and
 * renamed into place, so that no crash leaves half a picture under its key.
 */
export async function openObjectStore(options: ObjectStoreOptions): Promise<ObjectStore> {
  const objects = path.join(options.runs, "objects");
  await mkdir(objects, { recursive: true });
  await sweepDrafts(objects);
  const folderOf = (key: string) => path.join(objects, key.slice(0, 2), key);
  const imageFile = (key: string) => path.join(folderOf(key), "image.png");

  const find = async (key: string): Promise<StoredPicture | undefined> => {
    const folder = folderOf(key);
    const record = await readJson(path.join(folder, "record.json")).catch(() => undefined);
    const reason = await damage(folder, key, record, options.decode);
    if (reason === undefined) return StoredPicture.parse(record);
    if (reason !== "absent") {
      await putAside(options.runs, folder, key, reason);
      options.onQuarantine(key, reason);
    }
    return undefined;
  };

  const add = async (key: string, keyText: string, painting: Painting): Promise<StoredPicture> => {
    const png = await encodePng(painting.pixels);
    const { buffer, byteOffset, byteLength } = painting.latents;
    const latents = new Uint8Array(buffer, byteOffset, byteLength);
    const { width, height, rgb } = painting.pixels;
    const record: StoredPicture = {
      version: 1,
      key,
      keyText,
      pixelsSha256: sha256(rgb),
      latentsSha256: sha256(latents),
      fileSha256: sha256(png),
      fileSizeBytes: png.length,
      width,
      height,
      durationsMs: painting.durationsMs,
      droppedTokens: painting.droppedTokens,
    };
    const draft = path.join(objects, `.draft-${process.pid}-${randomBytes(6).toString("hex")}`);
    await mkdir(draft);
    await writeFlushed(path.join(draft, "image.png"), png);
    await writeFlushed(path.join(draft, "latents.f32"), latents);
    await writeFlushed(path.join(draft, "record.json"), `${JSON.stringify(record, null, 2)}\n`);
    await mkdir(path.dirname(folderOf(key)), { recursive: true });
    try {
      await rename(draft, folderOf(key));
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      const theirs = await find(key); // another process finished the same picture first
      if (theirs === undefined) throw error;
      return theirs;
    }
    return record;
  };
  return { find, add, imageFile };
}

async function damage(
  folder: string,
  key: string,
  record: unknown,
  decode: boolean,
): Promise<string | undefined> {
  const bytes = (name: string) => readFile(path.join(folder, name)).catch(() => undefined);
  const png = await bytes("image.png");
  if (record === undefined) return existsSync(folder) ? "its record can't be read" : "absent";
  const parsed = StoredPicture.safeParse(record);
  if (!parsed.success) return "its record breaks the schema";
  const { data } = parsed;
  if (data.key !== key || sha256(data.keyText) !== key) return "its record is of another picture";
  if (png === undefined || sha256(png) !== data.fileSha256) return "image.png has another hash";
  const latents = await bytes("latents.f32");
  if (latents === undefined || sha256(latents) !== data.latentsSha256)
    return "latents.f32 has another hash";
  if (!decode) return undefined;
  const { rgb } = await decodePicture(path.join(folder, "image.png"));
  return sha256(rgb) === data.pixelsSha256 ? undefined : "its pixels have another hash";
}

async function putAside(runs: string, folder: string, key: string, reason: string): Promise<void> {
  const place = path.join(runs, "quarantine", `${key}-${randomBytes(3).toString("hex")}`);
  await mkdir(path.dirname(place), { recursive: true });
  await rename(folder, place);
  await writeFile(path.join(place, "reason.txt"), `${reason}\n`);
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
