import { existsSync, readFileSync } from "node:fs";
import { KnownError } from "@pairlab/domain/errors";
import { writeWholeFile } from "./write-whole-file.ts";

/**
 * A file written whole where none is; the same text again is left alone.
 *
 * Throws: KnownError (conflict) for a file that holds anything else.
 */
export function writeNewFile(file: string, text: string): "written" | "same" {
  if (existsSync(file) && readFileSync(file, "utf8") !== text)
    throw new KnownError("conflict", `duplicate file: ${file} holds something else`, {
      hint: "name a new file with --out",
    });
  return writeWholeFile(file, text);
}
