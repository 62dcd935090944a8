import { readFileSync } from "node:fs";
import { KnownError } from "@pairlab/domain/errors";

/** A text file that the command line names. Throws: KnownError (missing) when it can't be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new KnownError("missing", `missing file: ${file}`, { hint: "check the path", cause });
  }
}
