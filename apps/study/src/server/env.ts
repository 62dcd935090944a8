import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { z } from "zod";

const Environment = z.object({
  PAIRLAB_DATA_DIR: z.string().refine(path.isAbsolute, "must be an absolute path"),
});

/**
 * Where this app keeps its state; the only reader of process.env here.
 *
 * A function, since `next build` loads every module without an environment.
 * Throws: KnownError (input) when PAIRLAB_DATA_DIR is missing or relative.
 */
export function environment(): { dataDir: string } {
  const found = Environment.safeParse(process.env);
  if (!found.success)
    throw new KnownError(
      "input",
      `invalid PAIRLAB_DATA_DIR: ${process.env.PAIRLAB_DATA_DIR ?? "not set"}`,
      { hint: "start the app with npm start, or give PAIRLAB_DATA_DIR=<absolute state folder>" },
    );
  return { dataDir: found.data.PAIRLAB_DATA_DIR };
}
