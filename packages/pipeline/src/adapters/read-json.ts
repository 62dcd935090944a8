import { readFile } from "node:fs/promises";
import { KnownError } from "@pairlab/domain/errors";
import { pythonNumbersAsText } from "../core/python-numbers.ts";

/**
 * The content of a JSON file; what Python's writer adds to JSON, infinities and NaN, comes as text.
 *
 * Throws: KnownError (missing) or (input), naming the file.
 */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(pythonNumbersAsText(text));
  } catch (cause) {
    throw new KnownError(
      "input",
      `invalid JSON: ${file} (${cause instanceof Error ? cause.message.replaceAll(/\s+/g, " ") : ""})`,
      {
        hint: "mend the file and run again",
        cause,
      },
    );
  }
}

/** The content of a text file. Throws: KnownError (missing), naming the file. */
export async function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch((cause: unknown) => {
    throw new KnownError("missing", `missing file: ${file}`, { hint: "check the path", cause });
  });
}
