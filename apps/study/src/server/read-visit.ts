import "server-only";
import { KnownError } from "@pairlab/domain/errors";
import { Identifier } from "@pairlab/domain/identifier";
import { cookies } from "next/headers";
import type { Visit } from "../core/flow.ts";
import { leaseIdleMs } from "../core/lease.ts";
import { type LocalStudy, localStudy } from "../core/local-study.ts";
import { app } from "./app.ts";
import { type Arrival, arrivalOf } from "./arrival-cookie.ts";
import { languageFor } from "./language.ts";
import { wasErased } from "./repository/erasures.ts";
import { type FormTrial, formTrials } from "./repository/form-trials.ts";
import { hasFreeForm } from "./repository/forms.ts";
import { participants } from "./repository/people.ts";
import { findSession, type SessionRecord } from "./repository/sessions.ts";
import { loadStudy, type StudyRecord } from "./repository/study-record.ts";
import { type CookieReader, sessionIdOf } from "./session-cookie.ts";

/** Everything the server knows of the person behind a request. */
export interface Participant {
  record: StudyRecord;
  /** What the study says to them, in their language. */
  local: LocalStudy;
  /** How they came; undefined once they have agreed, and for a link that says nothing. */
  arrival: Arrival | undefined;
  session: SessionRecord | undefined;
  /** The leased form's trials; empty before that. Never given to a component. */
  trials: FormTrial[];
  visit: Visit;
  /** When all of this was so. */
  now: Date;
}

/** The person behind the current request, in one study. Throws: KnownError (missing) for an unknown study. */
export async function readVisit(studyId: string, now: Date): Promise<Participant> {
  const record = await knownStudy(studyId);
  const session = await currentSession(studyId);
  const isErased = session === undefined && (await hadErased(await cookieReader(), studyId));
  const arrival = session === undefined ? await currentArrival(studyId) : undefined;
  const isPreview = session?.isPreview ?? arrival?.isPreview ?? false;
  const trials = await trialsOf(record, session);
  const language = await languageFor(record, session);
  const { study, plan } = record;
  const visit: Visit = {
    study: isPreview ? "open" : stateForPeople(record),
    hasEntry: study.recruitment === "open" || isPreview || typeof arrival?.id === "string",
    isErased,
    hasFreeForm: session !== undefined || isPreview || (await hasPlace(record, now)),
    asks: {
      screening: study.screening !== undefined,
      comprehension: study.comprehension !== undefined,
    },
    session: session === undefined ? null : { ...session, planned: trials.length },
  };
  const local = localStudy(study, plan.questions, language);
  return { record, local, arrival, session, trials, visit, now };
}

/** The person behind the current request; undefined where there is no such study. */
export async function visitIfKnown(studyId: string): Promise<Participant | undefined> {
  try {
    return await readVisit(studyId, new Date());
  } catch (error) {
    if (error instanceof KnownError && error.kind === "missing") return undefined;
    throw error;
  }
}

/** The study of an address. Throws: KnownError (missing) for an unknown one. */
export async function knownStudy(studyId: string): Promise<StudyRecord> {
  if (!Identifier.safeParse(studyId).success)
    throw new KnownError("missing", `unknown study: ${studyId}`);
  return loadStudy(app().database, studyId);
}

/** The trials of a session's form; none before it has one. */
export const trialsOf = async (
  record: StudyRecord,
  session: SessionRecord | undefined,
): Promise<FormTrial[]> => {
  const formIndex = session?.formIndex ?? null;
  return formIndex === null ? [] : formTrials(app().database, record, formIndex);
};

/** Simulated people need no page. */
export const stateForPeople = ({ mode, state }: StudyRecord): Visit["study"] =>
  mode === "live" ? state : "closed";

/** Whether somebody new may agree: a form is free, and the study's own limit isn't reached. */
async function hasPlace({ id, study, plan }: StudyRecord, now: Date): Promise<boolean> {
  const { database } = app();
  const { maxParticipants } = study;
  if (maxParticipants !== undefined && (await participants(database, id)) >= maxParticipants)
    return false;
  return hasFreeForm(database, id, { now, idleMs: leaseIdleMs(plan) });
}

/** The session that the request's cookie was signed for, in one study. */
export const currentSession = async (studyId: string): Promise<SessionRecord | undefined> =>
  sessionIn(await cookieReader(), studyId);

/** The session that one of these cookies was signed for, in one study. */
export async function sessionIn(
  read: CookieReader,
  studyId: string,
): Promise<SessionRecord | undefined> {
  const id = sessionIdOf(read, studyId, app().secrets.sessionKey);
  if (id === undefined) return undefined;
  const session = await findSession(app().database, id);
  return session?.studyId === studyId ? session : undefined;
}

/** Whether one of these cookies was signed for a session that was erased. */
export async function hadErased(read: CookieReader, studyId: string): Promise<boolean> {
  const id = sessionIdOf(read, studyId, app().secrets.sessionKey);
  return id !== undefined && (await wasErased(app().database, studyId, id));
}

/** How whoever asks came to a study; undefined for a link that says nothing. */
export const currentArrival = async (studyId: string): Promise<Arrival | undefined> =>
  arrivalOf(await cookieReader(), studyId, app().secrets.sessionKey);

/** Whether a browser has kept any cookie of ours. */
export async function hasCookies(): Promise<boolean> {
  return (await cookies()).getAll().some(({ name }) => /^(__Host-)?pairlab\./.test(name));
}

/** The cookies of the current request. */
export async function cookieReader(): Promise<CookieReader> {
  const jar = await cookies();
  return (name) => jar.get(name)?.value;
}
