import "server-only";
import { StudyLanguage } from "@pairlab/domain/study-language";
import { cookies, headers } from "next/headers";
import { chosenLanguage } from "../core/chosen-language.ts";
import { studyLanguages } from "../core/local-study.ts";
import type { StudyRecord } from "./repository/study-record.ts";
import { cookieHeader, readCookie } from "./session-cookie.ts";

const cookieName = "pairlab.language";
const monthSeconds = 30 * 24 * 60 * 60;
type Offered = readonly [StudyLanguage, ...StudyLanguage[]];
const everyLanguage: Offered = ["en", ...StudyLanguage.options.filter((one) => one !== "en")];

/** A `Set-Cookie` header that remembers the language somebody chose. */
export const languageCookie = (language: StudyLanguage, secure: boolean): string =>
  cookieHeader(cookieName, language, monthSeconds, secure);

/** The language of a study's pages for whoever asks: the one they began with, else the one they prefer. */
export async function languageFor(
  record: StudyRecord,
  session: { language: StudyLanguage } | undefined,
): Promise<StudyLanguage> {
  return session?.language ?? preferredLanguage(studyLanguages(record.study));
}

/** The language of pages that belong to no study. */
export const appLanguage = (): Promise<StudyLanguage> => preferredLanguage(everyLanguage);

async function preferredLanguage(offered: Offered): Promise<StudyLanguage> {
  const jar = await cookies();
  return chosenLanguage({
    offered,
    asked: readCookie((name) => jar.get(name)?.value, cookieName),
    accepted: (await headers()).get("accept-language"),
  });
}
