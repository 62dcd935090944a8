import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import type { Prompt } from "@pairlab/domain/prompt";
import { sha256 } from "../adapters/sha256.ts";
import { utf8Text } from "../adapters/utf8-text.ts";
import { claimsOfFolder } from "./claims-of-folder.ts";
import { claimsOfTable } from "./claims-of-table.ts";
import type { PictureClaim } from "./picture-claim.ts";

/** What a folder or table says of its pictures. */
export interface ImportSource {
  claims: PictureClaim[];
  ignored: string[];
  /** SHA-256 of the table; none for a folder. */
  table?: string;
}

/**
 * The pictures that a table's rows or a folder's file names list.
 *
 * Throws: KnownError: missing for nothing there, input for a source without pictures or with one that can't be read.
 */
export async function readClaims(from: string, prompts: readonly Prompt[]): Promise<ImportSource> {
  const found = await stat(from).catch((cause: unknown) => {
    throw new KnownError("missing", `missing pictures: ${from}`, {
      hint: "name a folder of pictures, or a table (.csv) that lists them",
      cause,
    });
  });
  const source = found.isDirectory()
    ? await folderClaims(from, prompts)
    : await tableClaims(from, prompts);
  if (source.claims.length > 0) return source;
  throw new KnownError("input", `invalid pictures: none in ${from}`, {
    hint: "a folder holds <model>/<prompt id>.png; a table has a row a picture",
  });
}

async function tableClaims(from: string, prompts: readonly Prompt[]): Promise<ImportSource> {
  const bytes = await readFile(from);
  const text = utf8Text(bytes, path.basename(from));
  return { claims: claimsOfTable(text, from, prompts), ignored: [], table: sha256(bytes) };
}

async function folderClaims(from: string, prompts: readonly Prompt[]): Promise<ImportSource> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(from, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join("/"))
    .sort();
  const { claims, ignored } = claimsOfFolder(files, prompts);
  return {
    claims: claims.map((claim) => ({ ...claim, path: path.join(from, claim.file) })),
    ignored,
  };
}
