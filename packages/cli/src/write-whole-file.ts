import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { draftBeside } from "@pairlab/db/draft-beside";
import { storeFailure } from "@pairlab/pipeline/adapters/store-failure";

/**
 * A file that is there whole or not at all; the same text again is left alone.
 *
 * Throws: KnownError (missing, STORE) where it can't be written.
 */
export function writeWholeFile(file: string, text: string): "written" | "same" {
  try {
    if (existsSync(file) && readFileSync(file, "utf8") === text) return "same";
    mkdirSync(path.dirname(file), { recursive: true });
    replaceFile(file, text);
    return "written";
  } catch (error) {
    throw storeFailure(error, file);
  }
}

function replaceFile(file: string, text: string): void {
  const draft = draftBeside(file);
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
