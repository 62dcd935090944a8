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

/** Texts of one folder by name. */
export type FolderContent = ReadonlyMap<string, string>;

/** Files below one folder by path, `/` between folders. */
export type FolderTree = ReadonlyMap<string, string | Uint8Array>;

/**
 * A folder with exactly these files: written beside its place and moved there whole.
 *
 * A folder that holds the same bytes already is left alone.
 * Throws: KnownError (conflict) for a folder that holds anything else.
 */
export function writeNewFolder(folder: string, files: FolderTree): "written" | "same" {
  const status = writeIfFree(folder, files);
  if (status !== "taken") return status;
  throw new KnownError("conflict", `duplicate folder: ${folder} holds something else`, {
    hint: "name a new folder",
  });
}

/** As `writeNewFolder`, but a folder that holds anything else is left alone and reported. */
export function writeIfFree(folder: string, files: FolderTree): "written" | "same" | "taken" {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    return holdsExactly(folder, files) ? "same" : "taken";
  const draft = draftBeside(folder);
  try {
    for (const [name, content] of files) {
      const file = path.join(draft, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return "written";
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

function holdsExactly(folder: string, files: FolderTree): boolean {
  const found = filesBelow(folder);
  return (
    found.length === files.size &&
    found.every((name) => {
      const expected = files.get(name);
      return (
        expected !== undefined &&
        readFileSync(path.join(folder, name)).equals(Buffer.from(expected))
      );
    })
  );
}
