import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { draftBeside } from "@pairlab/db/draft-beside";
import { KnownError } from "@pairlab/domain/errors";
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
    if (!isTaken(folder)) {
      writeWhole(folder, content);
      return { status: count === 1 ? "written" : "suffixed", folder };
    }
    if (holdsExactly(folder, content)) return { status: "same", folder };
  }
}

/**
 * A report in a folder of the caller's choice.
 *
 * Throws: KnownError (conflict) for a folder that holds anything else.
 */
export function writeReportTo(folder: string, content: ReportContent): Written {
  if (!isTaken(folder)) {
    writeWhole(folder, content);
    return { status: "written", folder };
  }
  if (holdsExactly(folder, content)) return { status: "same", folder };
  throw new KnownError("conflict", `duplicate folder: ${folder} holds something else`, {
    hint: "name a new folder with --out",
  });
}

/** All files below a folder, by path with `/`, in the order of their names. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"),
    )
    .sort();
}

const isTaken = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length > 0;

function holdsExactly(folder: string, content: ReportContent): boolean {
  const found = filesBelow(folder);
  return (
    found.length === content.size &&
    found.every((name) => {
      const expected = content.get(name);
      return (
        expected !== undefined &&
        readFileSync(path.join(folder, name)).equals(Buffer.from(expected))
      );
    })
  );
}

/** Written beside its place and moved there whole; the draft's name hides it from who lists reports. */
function writeWhole(folder: string, content: ReportContent): void {
  const draft = draftBeside(folder);
  try {
    for (const [name, bytes] of content) {
      const file = path.join(draft, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
