import "server-only";
import { KnownError } from "@pairlab/domain/errors";
import { Identifier } from "@pairlab/domain/identifier";
import { cookies } from "next/headers";
import type { Visit } from "../core/flow.ts";
import { leaseIdleMs } from "../core/lease.ts";
import { app } from "./app.ts";
import { type FormTrial, formTrials } from "./repository/form-trials.ts";
import { hasFreeForm } from "./repository/forms.ts";
import { findSession, type SessionRecord } from "./repository/sessions.ts";
import { loadStudy, type StudyRecord } from "./repository/study-record.ts";
import { sessionCookieName, sessionIdOf } from "./session-cookie.ts";

/** Everything the server knows of the person behind a request. */
export interface Participant {
  record: StudyRecord;
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
  const idleMs = leaseIdleMs(record.plan);
  const session = await currentSession(studyId);
  const formIndex = session?.formIndex ?? null;
  const trials = formIndex === null ? [] : await formTrials(database, record, formIndex);
  const visit: Visit = {
    study: record.mode === "live" ? record.state : "closed", // simulated people need no page
    hasFreeForm: session !== undefined || (await hasFreeForm(database, studyId, { now, idleMs })),
    session:
      session === undefined
        ? null
        : { step: session.step, answered: session.answered, planned: trials.length },
  };
  return { record, session, trials, visit, now };
}

/** The session that the request's cookie was signed for, in one study. */
export async function currentSession(studyId: string): Promise<SessionRecord | undefined> {
  const { database, secrets } = app();
  const cookie = (await cookies()).get(sessionCookieName(studyId));
  const id = sessionIdOf(cookie?.value, secrets.sessionKey);
  if (id === undefined) return undefined;
  const session = await findSession(database, id);
  return session?.studyId === studyId ? session : undefined;
}
