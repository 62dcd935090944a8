import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { analysedFiles } from "./analyse-files.ts";
import type { CommandContext } from "./command-context.ts";
import { studyFiles } from "./study-files.ts";
import { withDatabase } from "./with-database.ts";
import type { FolderContent } from "./write-new-folder.ts";

/**
 * The files of a study, by its id in the database or from a folder that an export or a report has left.
 *
 * A folder is meant when there is one of that name; `./demo` always means a folder.
 * Throws: KnownError (missing) when there is neither; the hint names the studies that exist.
 */
export async function analysisSource(
  context: CommandContext,
  studyOrFolder: string,
): Promise<FolderContent> {
  const folder = path.resolve(studyOrFolder);
  if (isFolder(folder)) return readFolder(folder, studyOrFolder);
  if (studyOrFolder.includes(path.sep))
    throw new KnownError("missing", `missing folder: ${studyOrFolder}`, {
      hint: "name a study, or a folder that npx pairlab study export has written",
    });
  const { files } = await withDatabase(context, (database) => studyFiles(database, studyOrFolder));
  return files;
}

const isFolder = (folder: string): boolean =>
  existsSync(folder) &&
  statSync(folder).isDirectory() &&
  existsSync(path.join(folder, "votes.csv"));

function readFolder(folder: string, name: string): FolderContent {
  const texts = analysedFiles.map((file) => {
    const from = path.join(folder, file);
    if (existsSync(from)) return [file, readFileSync(from, "utf8")] as const;
    throw new KnownError("missing", `missing file: ${path.join(name, file)}`, {
      hint: `an analysis reads ${analysedFiles.join(", ")}: npx pairlab study export writes them`,
    });
  });
  return new Map(texts);
}
