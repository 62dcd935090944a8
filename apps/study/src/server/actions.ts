import "server-only";
import { parseDocument } from "@pairlab/domain/parse-document";
import { AnswerSubmission } from "../core/answer-submission.ts";
import { leaseIdleMs } from "../core/lease.ts";
import type { AnswerReply, PlaceReply } from "../core/trial-view.ts";
import { app } from "./app.ts";
import { nextStep } from "./next-step.ts";
import { placeKept } from "./place-kept.ts";
import { type BodySource, readJson } from "./read-body.ts";
import { readUnderway } from "./read-underway.ts";
import { readVisit, stateForPeople } from "./read-visit.ts";
import { type AnswerOutcome, recordAnswer } from "./repository/answers.ts";
import { findSession, type SessionRecord } from "./repository/sessions.ts";
import type { CookieReader } from "./session-cookie.ts";
import { unknownSession } from "./unknown-session.ts";

const answerLimitBytes = 4096;

/** One answer: checked, committed, and only then replied to. */
export async function takeAnswer(
  studyId: string,
  request: BodySource,
  cookie: CookieReader,
): Promise<AnswerReply> {
  const body = await readJson(request, answerLimitBytes);
  const submission = parseDocument(AnswerSubmission, body, "answer");
  const person = await readUnderway(studyId, cookie, new Date());
  const { record, session, now } = person;
  const outcome = await recordAnswer(app().database, submission, {
    session,
    // a closed one lets people finish who have begun
    studyIsOpen: session.isPreview || stateForPeople(record) !== "draft",
    plan: record.plan,
    now,
    idleMs: leaseIdleMs(record.plan),
  });
  const step = await nextStep({
    ...person,
    session: await sessionAfter(outcome, submission, session),
  });
  if (outcome.status === "already-recorded") return { status: outcome.status, step };
  return { status: step.answered === person.trials.length ? "done" : "next", step };
}

/** "I need more time": a sign of life that isn't an answer. Result: whether the place is still the session's own. */
export async function keepPlace(studyId: string): Promise<PlaceReply> {
  const participant = await readVisit(studyId, new Date());
  if (participant.session === undefined) throw unknownSession(studyId);
  return { place: await placeKept(participant) };
}

/** A session after an answer: where that has brought it, or wherever a second tab has taken it. */
const sessionAfter = async (
  outcome: AnswerOutcome,
  { trialIndex, revision }: AnswerSubmission,
  session: SessionRecord,
): Promise<SessionRecord> =>
  outcome.status === "recorded"
    ? { ...session, answered: trialIndex + 1, lastRevision: revision, place: outcome.place }
    : ((await findSession(app().database, session.id)) ?? session);
