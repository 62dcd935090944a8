import "server-only";
import { localStudy } from "../core/local-study.ts";
import { hadErased, knownStudy, type Participant, sessionIn, trialsOf } from "./read-visit.ts";
import type { SessionRecord } from "./repository/sessions.ts";
import type { CookieReader } from "./session-cookie.ts";
import { erasedSession, unknownSession } from "./unknown-session.ts";

/** Somebody who has a session, without what only pages need. */
export type Underway = Pick<Participant, "record" | "local" | "trials" | "now"> & {
  session: SessionRecord;
};

/**
 * The person behind the cookies of a request, in one study, where they have a session.
 *
 * Throws: KnownError: missing for an unknown study, refused for anybody without a session.
 */
export async function readUnderway(
  studyId: string,
  read: CookieReader,
  now: Date,
): Promise<Underway> {
  const record = await knownStudy(studyId);
  const session = await sessionIn(read, studyId);
  if (session === undefined)
    throw (await hadErased(read, studyId)) ? erasedSession() : unknownSession(record.id);
  const { study, plan } = record;
  const local = localStudy(study, plan.questions, session.language);
  return { record, local, session, trials: await trialsOf(record, session), now };
}
