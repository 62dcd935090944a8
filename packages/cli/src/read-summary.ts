import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { Summary } from "@pairlab/domain/summary";
import { z } from "zod";
import { readDocument } from "./read-document.ts";

const Versioned = z.object({ version: z.number() });

/**
 * A `summary.json` of this version; an older one lacks numbers that only its votes can give.
 *
 * Throws: KnownError: missing when there is no such file, input for another version or anything else.
 */
export function readSummary(file: string): Summary {
  const found = Versioned.safeParse(readDocument(z.unknown(), file));
  const { version } = Summary.shape;
  if (found.success && found.data.version !== version.value)
    throw new KnownError(
      "input",
      `invalid ${path.relative(process.cwd(), file) || file}: version ${found.data.version} of a summary, this program reads ${version.value}`,
      { hint: "make it again from its votes: npx pairlab analyse <study or folder>" },
    );
  return readDocument(Summary, file);
}
