import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";

/** Where Pairlab keeps what it makes. All of it is git-ignored and may be deleted. */
export interface StateFolders {
  /** Database, secrets, locks. */
  data: string;
  /** SQLite file of sessions and votes. */
  database: string;
  /** Prepared pictures, a folder a study. */
  stimuli: string;
  /** Models that were added: a document each, and the files of downloaded ones. */
  models: string;
  /** Generated runs, a folder a run. */
  runs: string;
  /** Report pages, a folder a report. */
  reports: string;
  /** Summaries and exported studies. */
  exports: string;
}

/**
 * The folders of a checkout, or all of them below another folder when one is given.
 *
 * Throws: KnownError (input) when that is a file.
 */
export function stateFolders(root: string, dataDir?: string): StateFolders {
  const data = path.resolve(dataDir ?? path.join(root, ".pairlab"));
  if (existsSync(data) && !statSync(data).isDirectory())
    throw new KnownError("input", `invalid --data-dir: ${dataDir ?? data} is a file`, {
      hint: "name a folder; it is made when it isn't there",
    });
  const moved = dataDir !== undefined;
  return {
    data,
    database: path.join(data, "pairlab.db"),
    stimuli: path.join(data, "stimuli"),
    models: path.join(data, "models"),
    runs: moved ? path.join(data, "runs") : path.join(root, "runs"),
    reports: moved ? path.join(data, "reports") : path.join(root, "reports"),
    exports: moved ? path.join(data, "exports") : path.join(root, "exports"),
  };
}
