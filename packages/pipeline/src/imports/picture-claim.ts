import type { DeclaredSettings } from "@pairlab/domain/imported-manifest";

/** What a table's row or a file's name says of one picture, before its file is opened. */
export interface PictureClaim {
  /** For errors: `table.csv line 3`, or the file's path. */
  place: string;
  /** The file, as a path that can be opened. */
  path: string;
  /** The same below the imported folder or table, `/` between folders. */
  file: string;
  promptId: string;
  settings: DeclaredSettings;
  seed?: number;
  seconds?: number;
}
