import { chainReport } from "@pairlab/db/chain-report";
import type { Database } from "@pairlab/db/client";
import { readChain } from "@pairlab/db/read-chain";
import { readStudyVotes } from "@pairlab/db/read-study";
import { type Readable, snapshot } from "@pairlab/db/snapshot";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import type { Design, DesignForm } from "@pairlab/domain/design";
import { writeVotesCsv } from "@pairlab/metrics/votes-csv";
import { designSize } from "@pairlab/study/core/design";
import { answersCsv } from "./answers-csv.ts";
import { codebook } from "./codebook.ts";
import { documentSha256 } from "./sha256.ts";
import { storedForms } from "./stored-forms.ts";
import { studyLedger } from "./study-ledger.ts";
import type { FolderContent } from "./write-new-folder.ts";

/** A study as files by name, with what was counted on the way. */
export interface StudyFiles {
  files: FolderContent;
  votes: number;
  /** Answers of sessions that didn't finish: their slots are rows of `missing.csv`. */
  incompleteVotes: number;
  /** Answers of sessions whose form somebody else had filled. */
  surplusVotes: number;
}

/**
 * A study as the files that an analysis, an export and a report are functions of.
 *
 * All of them say the same moment: a session that finishes meanwhile is in `missing.csv`, not in neither.
 *
 * The codes are left out of `study.json`: whoever has one could claim to have taken part.
 *
 * Throws: KnownError (missing) for an unknown study.
 */
export const studyFiles = (database: Database, studyId: string): Promise<StudyFiles> =>
  snapshot(database, (moment) => filesOf(moment, studyId));

async function filesOf(database: Readable, studyId: string): Promise<StudyFiles> {
  const { study, plan, manifest, votes, ...leftOut } = await readStudyVotes(database, studyId);
  const { incompleteVotes, surplusVotes } = leftOut;
  const { completionCode: _secret, exitCodes: _secrets, ...publicStudy } = study;
  const { sessionsCsv, missingCsv } = await studyLedger(database, studyId);
  const { twinOf } = designSize(plan, manifest);
  const forms: DesignForm[] = [];
  for await (const form of storedForms(database, studyId, twinOf)) forms.push(form);
  const design: Design = { version: 1, planSha256: documentSha256(plan), forms };
  const files: FolderContent = new Map([
    ["study.json", documentText(publicStudy)],
    ["plan.json", documentText(plan)],
    ["manifest.json", documentText(manifest)],
    ["design.json", documentText(design)],
    ["votes.csv", writeVotesCsv(votes)],
    ["answers.csv", await answersCsv(database, studyId, plan)],
    ["codebook.json", documentText(codebook())],
    ["sessions.csv", sessionsCsv],
    ["missing.csv", missingCsv],
    // Votes of raters who don't exist follow from their seed: they have no chain.
    ...(study.mode === "live" ? await chainFiles(database, studyId) : []),
  ]);
  return { files, votes: votes.length, incompleteVotes, surplusVotes };
}

/** The study's chain, a link a line: that something was kept and when, never what; and what was found when it was recomputed. */
async function chainFiles(
  database: Readable,
  studyId: string,
): Promise<(readonly [name: string, text: string])[]> {
  const links = await readChain(database, studyId);
  return [
    ["ledger.jsonl", links.map((link) => `${canonicalJson(link)}\n`).join("")],
    ["chain.json", documentText(await chainReport(database, studyId))],
  ];
}

/** A document as it lies in a folder: for people first, with a line end. */
export const documentText = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;
