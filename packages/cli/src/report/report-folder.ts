import path from "node:path";
import { writeIfFree, writeNewFolder } from "../write-new-folder.ts";
import type { ReportContent } from "./report-files.ts";

/** What became of a report: `suffixed` is one that lies beside others of the same study and day. */
export type Written = { status: "written" | "same" | "suffixed"; folder: string };

/**
 * A report below a folder of reports, under the first free name of `name`, `name-2`, `name-3` …
 *
 * A report with the same bytes is left alone, whatever its suffix.
 */
export function writeReportBelow(root: string, name: string, content: ReportContent): Written {
  for (let count = 1; ; count += 1) {
    const folder = path.join(root, count === 1 ? name : `${name}-${count}`);
    const status = writeIfFree(folder, content);
    if (status === "written") return { status: count === 1 ? "written" : "suffixed", folder };
    if (status === "same") return { status, folder };
  }
}

/**
 * A report in a folder of the caller's choice.
 *
 * Throws: KnownError (conflict) for a folder that holds anything else.
 */
export const writeReportTo = (folder: string, content: ReportContent): Written => ({
  status: writeNewFolder(folder, content),
  folder,
});
