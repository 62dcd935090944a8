import { KnownError } from "@pairlab/domain/errors";
import { z } from "zod";
import type { FileStamp } from "./model-files.ts";
import { readJson } from "./read-json.ts";
import { writeWhole } from "./run-folder.ts";

const Stamps = z.record(
  z.string(),
  z.strictObject({ sizeBytes: z.number(), mtimeMs: z.number(), sha256: z.string() }),
);

/** Hashes of model files from earlier checks. A file that can't be read counts as no earlier check. */
export async function readStamps(file: string): Promise<Map<string, FileStamp>> {
  const found = Stamps.safeParse(await readJson(file).catch(() => ({})));
  return new Map(Object.entries(found.success ? found.data : {}));
}

/**
 * Keeps the hashes for the next run. Where they can't be written (a full disk, an archive that is only read) the files
 * are read again next time, and nothing else is lost.
 */
export const writeStamps = (file: string, stamps: ReadonlyMap<string, FileStamp>): Promise<void> =>
  writeWhole(file, JSON.stringify(Object.fromEntries(stamps))).catch((error: unknown) => {
    if (!(error instanceof KnownError)) throw error;
  });
