import { existsSync, readFileSync, statSync } from "node:fs";
import { KnownError } from "@pairlab/domain/errors";
import { writeWholeFile } from "./write-whole-file.ts";

/**
 * A file written whole where none is; the same text again is left alone.
 *
 * Throws: KnownError: input for a folder, conflict for a file that holds anything else, missing where it can't be
 *         written.
 */
export function writeNewFile(file: string, text: string): "written" | "same" {
  if (existsSync(file) && statSync(file).isDirectory())
    throw new KnownError("input", `invalid --out: ${file} is a folder`, {
      hint: "name a file, such as one in that folder",
    });
  if (existsSync(file) && readFileSync(file, "utf8") !== text)
    throw new KnownError("conflict", `duplicate file: ${file} holds something else`, {
      hint: "name a new file with --out",
    });
  return writeWholeFile(file, text);
}
