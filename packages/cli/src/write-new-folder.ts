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

/** Files of one folder by name. */
export type FolderContent = ReadonlyMap<string, string>;

/**
 * A folder with exactly these files: written beside its place and moved there whole.
 *
 * A folder that holds the same bytes already is left alone.
 * Throws: KnownError (conflict) for a folder that holds anything else.
 */
export function writeNewFolder(folder: string, files: FolderContent): "written" | "same" {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    if (holdsExactly(folder, files)) return "same";
    throw new KnownError("conflict", `duplicate folder: ${folder} holds something else`, {
      hint: "name a new folder",
    });
  }
  const draft = draftBeside(folder);
  mkdirSync(draft, { recursive: true });
  try {
    for (const [name, text] of files) writeFileSync(path.join(draft, name), text);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return "written";
}

function holdsExactly(folder: string, files: FolderContent): boolean {
  const entries = readdirSync(folder, { withFileTypes: true });
  return (
    entries.length === files.size &&
    entries.every(
      (entry) =>
        entry.isFile() &&
        readFileSync(path.join(folder, entry.name), "utf8") === files.get(entry.name),
    )
  );
}
