import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { lockRun, type Release } from "../adapters/run-lock.ts";

/**
 * Keeps the folder of a downloaded model for this process until it is released.
 *
 * Throws: KnownError (conflict) when another process downloads there.
 */
export async function lockDownload(folder: string): Promise<Release> {
  return lockRun(folder).catch((error: unknown) => {
    if (!(error instanceof KnownError) || error.code !== "RUN_LOCKED") throw error;
    const by = /by process \d+ on [^ )]+/.exec(error.message)?.[0] ?? "by another process";
    throw new KnownError(
      "conflict",
      `duplicate download: ${path.basename(folder)} is being downloaded ${by}`,
      {
        code: "DOWNLOAD_LOCKED",
        hint: `wait for it, or end it; delete ${path.join(folder, ".lock")} if nothing is running`,
        cause: error,
      },
    );
  });
}
