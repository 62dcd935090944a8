import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { type ModelFile, ModelRegistry } from "@pairlab/domain/model-registry";
import { parseDocument } from "@pairlab/domain/parse-document";
import { readJson } from "./read-json.ts";
import { type Reading, sha256OfFile } from "./sha256.ts";

const hint = "npx pairlab models verify   checks every model file";

/** The models of a folder: `registry.json`. */
export async function readRegistry(folder: string): Promise<ModelRegistry> {
  const file = path.join(folder, "registry.json");
  return parseDocument(ModelRegistry, await readJson(file), file);
}

/** What `hashes` of already checked files need to be trusted: the same size and time of change. */
export interface FileStamp {
  sizeBytes: number;
  mtimeMs: number;
  sha256: string;
}

/**
 * Checks that a model's files are there and are what the registry says.
 *
 * A file whose size and time of change equal those of its last check isn't read again; `known` is
 * updated in place. Give an empty map to read every byte.
 * Throws: KnownError (missing, MODEL_DATA) for a file that isn't there or has another hash.
 */
export async function checkModelFiles(
  folder: string,
  files: readonly ModelFile[],
  known: Map<string, FileStamp>,
  reading: Reading = {},
): Promise<void> {
  for (const { path: name, sizeBytes, sha256 } of files) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile())
      throw new KnownError("missing", `missing model file: ${name} (looked in ${folder})`, {
        code: "MODEL_DATA",
        hint,
      });
    const before = known.get(file);
    const unchanged = before?.sizeBytes === found.size && before.mtimeMs === found.mtimeMs;
    const hash = unchanged ? before.sha256 : await sha256OfFile(file, reading);
    if (found.size !== sizeBytes || hash !== sha256)
      throw await mismatch(file, `${name} has sha256 ${hash}, expected ${sha256}`);
    known.set(file, { sizeBytes: found.size, mtimeMs: found.mtimeMs, sha256: hash });
  }
}

/**
 * What is wrong with a model's files, a sentence each, after reading every byte; none when all is as it should be.
 */
export async function modelDamage(
  folder: string,
  files: readonly ModelFile[],
  reading: Reading,
): Promise<string[]> {
  const damage: string[] = [];
  for (const file of files)
    await checkModelFiles(folder, [file], new Map(), reading).catch((error: unknown) => {
      if (!(error instanceof KnownError)) throw error;
      damage.push(error.message);
    });
  return damage;
}

async function mismatch(file: string, what: string): Promise<KnownError> {
  const { size } = await stat(file);
  const isPointer =
    size < 1024 && (await readFile(file, "utf8")).startsWith("version https://git-lfs");
  return new KnownError("missing", `mismatched model file: ${what}`, {
    code: "MODEL_DATA",
    hint: isPointer ? "it is a Git LFS pointer: run git lfs pull" : hint,
  });
}
