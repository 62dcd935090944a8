import { open, stat } from "node:fs/promises";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import type { ModelFile } from "@pairlab/domain/model-registry";
import { type Reading, sha256OfFile } from "../adapters/sha256.ts";

/** Bytes of some files below a folder. */
export async function sizeOfFiles(folder: string, paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(paths.map((name) => stat(path.join(folder, name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

/** Size and SHA-256 of some files below a folder. Throws: KnownError (missing, MODEL_DATA) for an empty one or a Git LFS pointer. */
export async function hashModelFiles(
  folder: string,
  paths: readonly string[],
  reading: Reading,
): Promise<ModelFile[]> {
  const files: ModelFile[] = [];
  for (const name of paths) {
    const file = path.join(folder, name);
    const { size: sizeBytes } = await stat(file);
    if (sizeBytes === 0) throw noContent(`${name} is empty`);
    if (await isLfsPointer(file)) throw noContent(`${name} is a Git LFS pointer, not the file`);
    files.push({ path: name, sizeBytes, sha256: await sha256OfFile(file, reading) });
  }
  return files;
}

async function isLfsPointer(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const start = Buffer.alloc(26);
    await handle.read(start, 0, start.length, 0);
    return start.toString("latin1") === "version https://git-lfs.gi";
  } finally {
    await handle.close();
  }
}

const noContent = (what: string) =>
  new KnownError("missing", `missing content: ${what}`, {
    code: "MODEL_DATA",
    hint: "git lfs pull brings the files of a clone; or download it again",
  });
