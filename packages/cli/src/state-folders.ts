import path from "node:path";

/** Where Pairlab keeps what it makes. All of it is git-ignored and may be deleted. */
export interface StateFolders {
  /** Database, secrets, locks. */
  data: string;
  /** SQLite file of sessions and votes. */
  database: string;
  /** Prepared pictures, a folder a study. */
  stimuli: string;
  /** Generated runs, a folder a run. */
  runs: string;
  /** Report pages, a folder a report. */
  reports: string;
  /** Summaries and exported studies. */
  exports: string;
}

/** The folders of a checkout, or all of them below another folder when one is given. */
export function stateFolders(root: string, dataDir?: string): StateFolders {
  const data = path.resolve(dataDir ?? path.join(root, ".pairlab"));
  const moved = dataDir !== undefined;
  return {
    data,
    database: path.join(data, "pairlab.db"),
    stimuli: path.join(data, "stimuli"),
    runs: moved ? path.join(data, "runs") : path.join(root, "runs"),
    reports: moved ? path.join(data, "reports") : path.join(root, "reports"),
    exports: moved ? path.join(data, "exports") : path.join(root, "exports"),
  };
}
