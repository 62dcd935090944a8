import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { draftBeside } from "@pairlab/db/draft-beside";
import { storeFailure } from "@pairlab/pipeline/adapters/store-failure";

/**
 * A file that is there whole or not at all; the same content again is left alone.
 *
 * Throws: KnownError (missing, STORE) where it can't be written.
 */
export function writeWholeFile(file: string, content: string | Uint8Array): "written" | "same" {
  try {
    if (existsSync(file) && readFileSync(file).equals(Buffer.from(content))) return "same";
    mkdirSync(path.dirname(file), { recursive: true });
    replaceFile(file, content);
    return "written";
  } catch (error) {
    throw storeFailure(error, file);
  }
}

function replaceFile(file: string, content: string | Uint8Array): void {
  const draft = draftBeside(file);
  try {
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
