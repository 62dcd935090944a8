import "server-only";
import { StudyLanguage } from "@pairlab/domain/study-language";
import { type OutsideId, outsideId } from "../core/outside-id.ts";
import { participantPath } from "../core/participant-path.ts";
import { app } from "./app.ts";
import { arrivalCookie } from "./arrival-cookie.ts";
import { languageCookie } from "./language.ts";
import { noteRefused } from "./refusal-log.ts";
import { isInvitation, personOf, sessionOfPerson } from "./repository/people.ts";
import { findStudy, type StudyRecord } from "./repository/study-record.ts";
import { isResearcher, researcherCookieName } from "./researcher.ts";
import { isSecure, sessionCookie } from "./session-cookie.ts";

/**
 * Somebody comes by a link with parameters: what it says moves into cookies of their own browser, and they go on
 * at an address that says nothing of them.
 *
 * Who has agreed before gets their session back. Nothing is stored: that begins with "I agree".
 */
export async function enter(
  studyId: string,
  request: EntryRequest,
): Promise<{ location: string; cookies: string[] }> {
  const record = await findStudy(app().database, studyId);
  const start = participantPath(encodeURIComponent(studyId), "consent");
  if (record === undefined) return { location: start, cookies: [] }; // its page says that there is none
  // Whoever wants to look around shouldn't become a participant by an expired key: the dashboard asks for it.
  if (request.parameters.has("preview") && !mayPreview(request))
    return { location: `/dashboard/${encodeURIComponent(studyId)}`, cookies: [] };
  const cookies = await cookiesOf(record, request);
  return { location: cookies.length > 0 ? `${start}/begin` : start, cookies };
}

/** What a link says, as cookies: a language, and who comes. */
async function cookiesOf(
  record: StudyRecord,
  { parameters, headers }: EntryRequest,
): Promise<string[]> {
  const { sessionKey } = app().secrets;
  const secure = isSecure(headers);
  const cookies: string[] = [];
  const language = StudyLanguage.safeParse(parameters.get("language"));
  if (language.success) cookies.push(languageCookie(language.data, secure));
  const isPreview = parameters.has("preview");
  const person = await knownId(record, parameters);
  noteUnknownId(record, parameters, person);
  if (person !== undefined || isPreview) {
    const known = isPreview ? undefined : await sessionOf(record, person);
    const arrival = { id: person?.id ?? null, visit: person?.visit ?? null, isPreview };
    cookies.push(
      known === undefined
        ? arrivalCookie(record.id, arrival, sessionKey, secure)
        : sessionCookie({ studyId: record.id, sessionId: known }, sessionKey, secure),
    );
  }
  return cookies;
}

/** What of a request decides how somebody comes in. */
export interface EntryRequest {
  parameters: URLSearchParams;
  headers: Headers;
  cookie: (name: string) => string | undefined;
}

/** Records a link that says who comes and says it wrongly; one that says nothing isn't refused. */
function noteUnknownId(
  { id, study }: StudyRecord,
  parameters: URLSearchParams,
  person: OutsideId | undefined,
): void {
  if (person !== undefined) return;
  const says = [...parameters.keys()].some((name) => name !== "language" && name !== "preview");
  if (study.recruitment !== "open" && says)
    noteRefused({ studyId: id, code: "unknown-id", sessionId: undefined });
}

function mayPreview({ cookie }: EntryRequest): boolean {
  const value = cookie(researcherCookieName);
  return value !== undefined && isResearcher({ cookie: value });
}

/** The id somebody brought, where it is one that the study lets in. */
async function knownId(
  { id, study }: StudyRecord,
  parameters: URLSearchParams,
): Promise<OutsideId | undefined> {
  const { recruitment } = study;
  const found = outsideId(recruitment, parameters);
  if (recruitment === "open" || recruitment.kind !== "invitations" || found === undefined)
    return found;
  return (await isInvitation(app().database, id, found.id)) ? found : undefined;
}

async function sessionOf(
  { id: studyId }: StudyRecord,
  person: OutsideId | undefined,
): Promise<string | undefined> {
  if (person === undefined) return undefined;
  const { database } = app();
  return sessionOfPerson(database, studyId, await personOf(database, studyId, person.id));
}
