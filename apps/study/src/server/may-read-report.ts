import "server-only";
import { KnownError } from "@pairlab/domain/errors";
import { cookies } from "next/headers";
import { leaseIdleMs } from "../core/lease.ts";
import { isSealed, studyProgress } from "../core/study-progress.ts";
import { app } from "./app.ts";
import { studyOfReport } from "./report-files.ts";
import { readLedger } from "./repository/ledger.ts";
import { loadStudy } from "./repository/study-record.ts";
import { isResearcher, researcherCookieName } from "./researcher.ts";

/**
 * Whether whoever asks may read a file: nobody unless it lies in a report, and while that report's study is
 * sealed, the researcher alone. A report inside a report counts too.
 *
 * A participant who has read how others chose would answer another question.
 */
export async function mayReadReport(file: readonly string[]): Promise<boolean> {
  const folders = file.slice(1).map((_, depth) => file.slice(0, depth + 1));
  const studies = await Promise.all(folders.map(studyOfReport));
  if (studies[0] === undefined) return false;
  const sealed = await Promise.all(
    studies.map((studyId) => (studyId === undefined ? false : isSealedHere(studyId))),
  );
  if (!sealed.includes(true)) return true;
  const cookie = (await cookies()).get(researcherCookieName)?.value;
  return cookie !== undefined && isResearcher({ cookie });
}

/** A study that isn't in this database has nobody left who could be influenced here. */
async function isSealedHere(studyId: string): Promise<boolean> {
  const { database } = app();
  try {
    const { mode, plan } = await loadStudy(database, studyId);
    const clock = { now: new Date(), idleMs: leaseIdleMs(plan) };
    return isSealed(mode, studyProgress(await readLedger(database, studyId, clock)));
  } catch (error) {
    if (error instanceof KnownError && error.kind === "missing") return false;
    throw error;
  }
}
