import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { analysedFiles, evidenceFiles } from "./analyse-files.ts";
import type { CommandContext } from "./command-context.ts";
import { leakEvidence } from "./leaks/leak-evidence.ts";
import { sha256 } from "./sha256.ts";
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
  return new Map([...files, ...(await leakEvidence(context, studyOrFolder))]);
}

const isFolder = (folder: string): boolean =>
  existsSync(folder) &&
  statSync(folder).isDirectory() &&
  existsSync(path.join(folder, "votes.csv"));

function readFolder(folder: string, name: string): FolderContent {
  const there = evidenceFiles.filter((file) => existsSync(path.join(folder, file)));
  const texts = [...analysedFiles, ...there].map((file) => {
    const from = path.join(folder, file);
    if (existsSync(from)) return [file, readFileSync(from, "utf8")] as const;
    throw new KnownError("missing", `missing file: ${path.join(name, file)}`, {
      hint: `an analysis reads ${analysedFiles.join(", ")}: npx pairlab study export writes them`,
    });
  });
  const files: FolderContent = new Map(texts);
  checkSums(folder, name, files);
  return files;
}

/** A folder that says what its files' hashes are is held to it. */
function checkSums(folder: string, name: string, files: FolderContent): void {
  const sums = path.join(folder, "SHA256SUMS");
  if (!existsSync(sums)) return;
  const listed = readFileSync(sums, "utf8");
  for (const [file, text] of files)
    if (listed.includes(`  ${file}\n`) && !listed.includes(`${sha256(text)}  ${file}\n`))
      throw new KnownError(
        "input",
        `mismatched ${path.join(name, file)}: SHA256SUMS knows another`,
        {
          hint: "take the files as they were written; a changed copy is analysed without its SHA256SUMS",
        },
      );
}
