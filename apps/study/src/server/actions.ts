import "server-only";
import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import { AnswerSubmission } from "../core/answer-submission.ts";
import { leaseIdleMs } from "../core/lease.ts";
import { participantPath } from "../core/participant-path.ts";
import type { AnswerReply, PlaceReply } from "../core/trial-view.ts";
import { app } from "./app.ts";
import { nextStep } from "./next-step.ts";
import { placeKept } from "./place-kept.ts";
import { readJson } from "./read-body.ts";
import { type Participant, readVisit } from "./read-visit.ts";
import { type AnswerOutcome, recordAnswer } from "./repository/answers.ts";
import { findSession, type SessionRecord } from "./repository/sessions.ts";

const answerLimitBytes = 4096;

/** One answer: checked, committed, and only then replied to. */
export async function takeAnswer(studyId: string, request: Request): Promise<AnswerReply> {
  const body = await readJson(request, answerLimitBytes);
  const submission = parseDocument(AnswerSubmission, body, "answer");
  const participant = await readVisit(studyId, new Date());
  const { record, visit, now } = participant;
  const session = knownSession(participant);
  const { database } = app();
  const outcome = await recordAnswer(database, submission, {
    session,
    studyIsOpen: visit.study !== "draft", // a closed one lets people finish who have begun
    plan: record.plan,
    now,
    idleMs: leaseIdleMs(record.plan),
  });
  const step = await nextStep({
    ...participant,
    session: await sessionAfter(outcome, submission, session),
  });
  if (outcome.status === "already-recorded") return { status: outcome.status, step };
  return { status: step.answered === participant.trials.length ? "done" : "next", step };
}

/** "I need more time": a sign of life that isn't an answer. Result: whether the place is still the session's own. */
export async function keepPlace(studyId: string): Promise<PlaceReply> {
  const participant = await readVisit(studyId, new Date());
  knownSession(participant);
  return { place: await placeKept(participant) };
}

function knownSession({ record, session }: Participant): SessionRecord {
  if (session !== undefined) return session;
  throw new KnownError("refused", "unknown session", {
    hint: `start at ${participantPath(record.id, "consent")}`,
  });
}

/** A session after an answer: where that has brought it, or wherever a second tab has taken it. */
const sessionAfter = async (
  outcome: AnswerOutcome,
  { trialIndex, revision }: AnswerSubmission,
  session: SessionRecord,
): Promise<SessionRecord | undefined> =>
  outcome.status === "recorded"
    ? { ...session, answered: trialIndex + 1, lastRevision: revision, place: outcome.place }
    : findSession(app().database, session.id);
