import "server-only";
import type { StudyLanguage } from "@pairlab/domain/study-language";
import { headers } from "next/headers";
import { app } from "./app.ts";
import { appLanguage, languageFor } from "./language.ts";
import { pathHeader } from "./path-header.ts";
import { currentArrival, currentSession } from "./read-visit.ts";
import { findStudy } from "./repository/study-record.ts";

/** What surrounds every page. */
export interface PageFrame {
  language: StudyLanguage;
  /** A researcher is looking at a study as a participant. */
  isPreview: boolean;
}

/** The frame of the page that is asked for. */
export async function pageFrame(): Promise<PageFrame> {
  const path = (await headers()).get(pathHeader) ?? "/";
  if (path.startsWith("/dashboard")) return { language: "en", isPreview: false };
  const [, studyId] = /^\/s\/([^/]+)/.exec(path) ?? [];
  const record = studyId === undefined ? undefined : await findStudy(app().database, studyId);
  if (record === undefined) return { language: await appLanguage(), isPreview: false };
  const session = await currentSession(record.id);
  const arrival = await currentArrival(record.id);
  return {
    language: await languageFor(record, session),
    isPreview: session?.isPreview ?? arrival?.isPreview ?? false,
  };
}
