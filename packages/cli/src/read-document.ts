import { readFileSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import { utf8Text } from "@pairlab/pipeline/adapters/utf8-text";
import type { z } from "zod";

/**
 * A JSON file checked against its schema.
 *
 * Throws: KnownError: missing when there is no such file, input when it isn't UTF-8 or JSON, or breaks the schema.
 */
export function readDocument<S extends z.ZodType>(schema: S, file: string): z.infer<S> {
  const name = path.relative(process.cwd(), file) || file;
  return parseDocument(schema, parseJson(readText(file, name), name), name);
}

/** The value of a JSON text, with or without a mark at its start. Throws: KnownError (input) that names the source. */
export function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new KnownError("input", `invalid ${source}: not JSON`, {
      hint: cause instanceof Error ? oneLine(cause.message) : "correct it and run again",
      cause,
    });
  }
}

/** Node's message quotes the text with its line ends. */
const oneLine = (message: string): string => message.replaceAll(/\s*\r?\n\s*/g, " ");

function readText(file: string, name: string): string {
  try {
    return utf8Text(readFileSync(file), name);
  } catch (cause) {
    if (cause instanceof KnownError) throw cause;
    if (cause instanceof Error && "code" in cause && cause.code === "EISDIR")
      throw new KnownError("input", `invalid file: ${name} is a folder`, {
        hint: "name the file in it",
        cause,
      });
    throw new KnownError("missing", `missing file: ${name}`, {
      hint: "check the path; paths inside a document are relative to that document",
      cause,
    });
  }
}
