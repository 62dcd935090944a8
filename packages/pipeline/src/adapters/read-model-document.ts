import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import type { z } from "zod";
import { readJson } from "./read-json.ts";

/**
 * One of a model's configuration files, checked against its schema.
 *
 * Throws: KnownError (MODEL_LAYOUT): missing, or input for one that is malformed, with the place in it.
 */
export async function readModelDocument<S extends z.ZodType>(
  schema: S,
  file: string,
): Promise<z.infer<S>> {
  try {
    return parseDocument(schema, await readJson(file), file);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    const { kind, message, details } = error;
    throw new KnownError(kind, message, {
      code: "MODEL_LAYOUT",
      hint: "compare the file with the original repository's, or export the model anew",
      ...(details === undefined ? {} : { details }),
      cause: error,
    });
  }
}
