import type { Database } from "@pairlab/db/client";
import { readStudyVotes } from "@pairlab/db/read-study";
import { writeVotesCsv } from "@pairlab/metrics/votes-csv";
import { compileDesign } from "@pairlab/study/core/design";
import type { CommandContext } from "./command-context.ts";
import { documentSha256, sha256 } from "./sha256.ts";
import { storedForms } from "./study-design.ts";
import { studyLedger } from "./study-ledger.ts";
import { withDatabase } from "./with-database.ts";
import { type FolderContent, writeNewFolder } from "./write-new-folder.ts";

export interface ExportedStudy {
  status: "written" | "same";
  folder: string;
  files: string[];
  votes: number;
  incompleteVotes: number;
}

/**
 * A study as files that anyone can analyse without Pairlab: documents, design, votes, gaps, hashes.
 *
 * The completion code is left out of `study.json`: whoever has it could claim to have taken part.
 *
 * Throws: KnownError: missing for an unknown study, conflict for a folder that holds something else.
 */
export async function exportStudy(
  context: CommandContext,
  studyId: string,
  folder: string,
): Promise<ExportedStudy> {
  const { files, votes, incompleteVotes } = await withDatabase(context, (database) =>
    exportFiles(database, studyId),
  );
  const status = writeNewFolder(folder, files);
  return { status, folder, files: [...files.keys()], votes, incompleteVotes };
}

async function exportFiles(database: Database, studyId: string) {
  const { study, plan, manifest, votes, incompleteVotes } = await readStudyVotes(database, studyId);
  const { completionCode: _secret, ...publicStudy } = study;
  const { sessionsCsv, missingCsv } = await studyLedger(database, studyId);
  const compiled = compileDesign(plan, manifest, documentSha256(plan));
  const forms = await storedForms(database, studyId, compiled);
  const content: [string, string][] = [
    ["study.json", documentText(publicStudy)],
    ["plan.json", documentText(plan)],
    ["manifest.json", documentText(manifest)],
    ["design.json", documentText({ ...compiled, forms })],
    ["votes.csv", writeVotesCsv(votes)],
    ["sessions.csv", sessionsCsv],
    ["missing.csv", missingCsv],
  ];
  const sums = content.map(([name, text]) => `${sha256(text)}  ${name}\n`).join("");
  const files: FolderContent = new Map([...content, ["SHA256SUMS", sums]]);
  return { files, votes: votes.length, incompleteVotes };
}

const documentText = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;
