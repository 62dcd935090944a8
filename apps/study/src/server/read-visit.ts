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
  const { database } = app();
  if (!Identifier.safeParse(studyId).success)
    throw new KnownError("missing", `unknown study: ${studyId}`);
  const record = await loadStudy(database, studyId);
  const session = await currentSession(studyId);
  const arrival = session === undefined ? await currentArrival(studyId) : undefined;
  const isPreview = session?.isPreview ?? arrival?.isPreview ?? false;
  const formIndex = session?.formIndex ?? null;
  const trials = formIndex === null ? [] : await formTrials(database, record, formIndex);
  const language = await languageFor(record, session);
  const { study, plan } = record;
  const visit: Visit = {
    study: isPreview ? "open" : stateForPeople(record),
    hasEntry: study.recruitment === "open" || isPreview || typeof arrival?.id === "string",
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

/** Simulated people need no page. */
const stateForPeople = ({ mode, state }: StudyRecord): Visit["study"] =>
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
export async function currentSession(studyId: string): Promise<SessionRecord | undefined> {
  const { database, secrets } = app();
  const id = sessionIdOf(await cookieReader(), studyId, secrets.sessionKey);
  if (id === undefined) return undefined;
  const session = await findSession(database, id);
  return session?.studyId === studyId ? session : undefined;
}

/** How whoever asks came to a study; undefined for a link that says nothing. */
export const currentArrival = async (studyId: string): Promise<Arrival | undefined> =>
  arrivalOf(await cookieReader(), studyId, app().secrets.sessionKey);

/** Whether a browser has kept any cookie of ours. */
export async function hasCookies(): Promise<boolean> {
  return (await cookies()).getAll().some(({ name }) => /^(__Host-)?pairlab\./.test(name));
}

async function cookieReader(): Promise<CookieReader> {
  const jar = await cookies();
  return (name) => jar.get(name)?.value;
}
