import "server-only";
import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import { z } from "zod";
import { AnswerSubmission } from "../core/answer-submission.ts";
import { placeFor, stepAfter } from "../core/flow.ts";
import { leaseIdleMs } from "../core/lease.ts";
import type { WindowSize } from "../core/minimum-window.ts";
import { participantPath } from "../core/participant-path.ts";
import type { AnswerReply, PlaceReply } from "../core/trial-view.ts";
import { app } from "./app.ts";
import { formDisplayPx } from "./form-display-px.ts";
import { nextStep } from "./next-step.ts";
import { placeKept } from "./place-kept.ts";
import { readBody, readJson } from "./read-body.ts";
import { type Participant, readVisit } from "./read-visit.ts";
import { type AnswerOutcome, recordAnswer } from "./repository/answers.ts";
import { leaseForm } from "./repository/forms.ts";
import {
  createSession,
  findSession,
  finishSession,
  moveSession,
  type SessionRecord,
} from "./repository/sessions.ts";
import { sessionCookie } from "./session-cookie.ts";

const formLimitBytes = 1024;
const answerLimitBytes = 4096;
const side = z.coerce.number().int().min(1).max(100_000);
const Window = z.object({ widthPx: side, heightPx: side });
const Move = z.enum(["agree", "practise", "start", "finish", "decline"]);

/** What a button of the journey does: where the browser goes next, and a cookie for a new session. */
export async function takeMove(
  studyId: string,
  request: Request,
): Promise<{ location: string; cookie?: string }> {
  const form = new URLSearchParams(await readBody(request, formLimitBytes));
  const move = parseDocument(Move, form.get("move"), "move");
  const participant = await readVisit(studyId, new Date());
  if (move === "decline") return { location: declinedPath(participant) };
  const next = stepAfter(participant.visit, move);
  const secure = request.headers.get("x-forwarded-proto") === "https";
  if (next === "instructions") return agree(participant, secure);
  if (next !== "stay") await advance(participant, next, windowOf(form));
  const { visit } = await readVisit(studyId, new Date());
  return { location: participantPath(studyId, placeFor(visit)) };
}

function declinedPath({ record, visit }: Participant): string {
  const place = placeFor(visit);
  return participantPath(record.id, place === "consent" ? "declined" : place);
}

async function agree({ record, now }: Participant, secure: boolean) {
  const { database, secrets } = app();
  const { consentSha256, id: studyId } = record;
  const session = await createSession(database, { studyId, consentSha256, now });
  return {
    location: participantPath(studyId, "instructions"),
    cookie: sessionCookie({ studyId, sessionId: session.id }, secrets.sessionKey, secure),
  };
}

async function advance(
  { record, session, now }: Participant,
  step: "practice" | "trials" | "done",
  window: WindowSize | null,
): Promise<void> {
  if (session === undefined) throw new RangeError("a step without a session");
  const { database } = app();
  const { id, studyId } = session;
  switch (step) {
    case "practice":
      return moveSession(database, { id, from: "instructions", to: "practice" });
    case "trials":
      return leaseForm(database, {
        ...{ studyId, sessionId: id, now },
        idleMs: leaseIdleMs(record.plan),
        displayPxOf: (formIndex, inside) => formDisplayPx(inside, record, { formIndex, window }),
      });
    case "done":
      return finishSession(database, id, now);
  }
}

/** The window a form was sent from; null where it doesn't say. */
function windowOf(form: URLSearchParams): WindowSize | null {
  const found = Window.safeParse({ widthPx: form.get("width"), heightPx: form.get("height") });
  return found.success ? found.data : null;
}

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
    studyIsOpen: visit.study === "open",
    plan: record.plan,
    now,
    idleMs: leaseIdleMs(record.plan),
  });
  const step = await nextStep({ ...participant, session: await sessionAfter(outcome, session) });
  if (outcome.status === "already-recorded") return { status: outcome.status, step };
  return { status: step.upcoming.length === 0 ? "done" : "next", step };
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

/** A session after an answer: one further, or wherever a second tab has taken it. */
const sessionAfter = async (
  outcome: AnswerOutcome,
  session: SessionRecord,
): Promise<SessionRecord | undefined> =>
  outcome.status === "recorded"
    ? { ...session, answered: session.answered + 1, place: outcome.place }
    : findSession(app().database, session.id);
