import type { CommandContext } from "./command-context.ts";
import { commentsCsv } from "./comments-csv.ts";
import { leakEvidence } from "./leaks/leak-evidence.ts";
import { sha256 } from "./sha256.ts";
import { studyFiles } from "./study-files.ts";
import { withDatabase } from "./with-database.ts";
import { type FolderContent, writeNewFolder } from "./write-new-folder.ts";
import { writeWholeFile } from "./write-whole-file.ts";

export interface ExportedStudy {
  status: "written" | "same";
  folder: string;
  files: string[];
  votes: number;
  incompleteVotes: number;
  surplusVotes: number;
}

/**
 * A study as files that anyone can analyse without Pairlab: documents, design, votes, gaps, hashes.
 *
 * Throws: KnownError: missing for an unknown study, conflict for a folder that holds something else.
 */
export async function exportStudy(
  context: CommandContext,
  studyId: string,
  folder: string,
): Promise<ExportedStudy> {
  const { files, ...counts } = await withDatabase(context, (database) =>
    studyFiles(database, studyId),
  );
  const content = withSums(new Map([...files, ...(await leakEvidence(context, studyId))]));
  const status = writeNewFolder(folder, content);
  return { status, folder, files: [...content.keys()], ...counts };
}

/** What people wrote in their own words, as a table of its own. Throws: KnownError (missing) for an unknown study. */
export async function exportComments(
  context: CommandContext,
  studyId: string,
  file: string,
): Promise<{ rows: number }> {
  const { text, rows } = await withDatabase(context, (database) => commentsCsv(database, studyId));
  writeWholeFile(file, text);
  return { rows };
}

/** The files with a `SHA256SUMS` of them, as `sha256sum -c` reads it. */
function withSums(files: FolderContent): FolderContent {
  const sums = [...files].map(([name, text]) => `${sha256(text)}  ${name}\n`).join("");
  return new Map([...files, ["SHA256SUMS", sums]]);
}
