import "server-only";
import { KnownError } from "@pairlab/domain/errors";
import { Identifier } from "@pairlab/domain/identifier";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { app } from "./app.ts";
import { loadStudy, type StudyRecord } from "./repository/study-record.ts";
import { isResearcher, researcherCookieName } from "./researcher.ts";

type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** Lets researchers pass. Whoever has neither key nor cookie gets the page of addresses that don't exist. */
export async function demandResearcher(searchParams: SearchParams): Promise<void> {
  const { key } = await searchParams;
  const cookie = (await cookies()).get(researcherCookieName)?.value;
  if (Array.isArray(key)) notFound();
  const may = isResearcher({
    ...(key !== undefined && { key }),
    ...(cookie !== undefined && { cookie }),
  });
  if (!may) notFound();
}

/** A study by its id, or the page of addresses that don't exist. */
export async function knownStudy(studyId: string): Promise<StudyRecord> {
  if (!Identifier.safeParse(studyId).success) notFound();
  try {
    return await loadStudy(app().database, studyId);
  } catch (error) {
    if (error instanceof KnownError && error.kind === "missing") notFound();
    throw error;
  }
}
