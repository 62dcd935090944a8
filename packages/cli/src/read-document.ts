import { readFileSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import type { z } from "zod";

/**
 * A JSON file checked against its schema.
 *
 * Throws: KnownError: missing when there is no such file, input when it isn't JSON or breaks the schema.
 */
export function readDocument<S extends z.ZodType>(schema: S, file: string): z.infer<S> {
  const name = path.relative(process.cwd(), file) || file;
  return parseDocument(schema, parseJson(readText(file, name), name), name);
}

/** The value of a JSON text. Throws: KnownError (input) that names the source. */
export function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KnownError("input", `invalid ${source}: not JSON`, {
      hint: cause instanceof Error ? cause.message : "correct it and run again",
      cause,
    });
  }
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new KnownError("missing", `missing file: ${name}`, {
      hint: "check the path; paths inside a document are relative to that document",
      cause,
    });
  }
}
