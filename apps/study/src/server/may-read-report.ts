import "server-only";
import { KnownError } from "@pairlab/domain/errors";
import { cookies } from "next/headers";
import { isSealed, studyProgress } from "../core/study-progress.ts";
import { app } from "./app.ts";
import { studyOfReport } from "./report-files.ts";
import { readLedger } from "./repository/ledger.ts";
import { loadStudy } from "./repository/study-record.ts";
import { isResearcher, researcherCookieName } from "./researcher.ts";

/**
 * Whether whoever asks may read a report: while a study is sealed, its researcher alone.
 *
 * A participant who has read how others chose would answer another question.
 */
export async function mayReadReport(folder: string): Promise<boolean> {
  const studyId = await studyOfReport(folder);
  if (studyId === undefined || !(await isSealedHere(studyId))) return true;
  const cookie = (await cookies()).get(researcherCookieName)?.value;
  return cookie !== undefined && isResearcher({ cookie });
}

/** A study that isn't in this database has nobody left who could be influenced here. */
async function isSealedHere(studyId: string): Promise<boolean> {
  const { database } = app();
  try {
    const { mode } = await loadStudy(database, studyId);
    return isSealed(mode, studyProgress(await readLedger(database, studyId)));
  } catch (error) {
    if (error instanceof KnownError && error.kind === "missing") return false;
    throw error;
  }
}
