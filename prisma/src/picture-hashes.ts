import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { PictureHashes } from "@pairlab/domain/leak-certificate";

/** The prepared pictures below a study's folder, in every size, sorted; none where there is no folder. */
export async function pictureNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  return entries
    .filter((name) => name.endsWith(".png"))
    .map((name) => name.split(path.sep).join("/"))
    .sort();
}

/** Names alone: preparing a study again gives every picture another one. */
export const namesSha256 = (names: readonly string[]): string =>
  hashOf(names.map((name) => `${name}\n`).join(""));

/** The hashes of all prepared pictures of a study; every byte is read. */
export async function pictureHashes(folder: string): Promise<PictureHashes> {
  const names = await pictureNames(folder);
  const lines: string[] = [];
  for (const name of names)
    lines.push(`${hashOf(await readFile(path.join(folder, name)))}  ${name}\n`);
  return {
    files: names.length,
    namesSha256: namesSha256(names),
    bytesSha256: hashOf(lines.join("")),
  };
}

const hashOf = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("hex");
