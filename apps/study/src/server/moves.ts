import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import { parseDocument } from "@pairlab/domain/parse-document";
import { z } from "zod";
import { type Move, placeFor, type SessionStep, stepAfter } from "../core/flow.ts";
import { leaseIdleMs } from "../core/lease.ts";
import type { WindowSize } from "../core/minimum-window.ts";
import { participantPath } from "../core/participant-path.ts";
import { screeningResult } from "../core/screening-result.ts";
import { app } from "./app.ts";
import { noArrivalCookie } from "./arrival-cookie.ts";
import { textVersion } from "./env.ts";
import { formDisplayPx } from "./form-display-px.ts";
import { gates } from "./gates.ts";
import { addressOf } from "./rate-limit.ts";
import { readBody } from "./read-body.ts";
import { type Participant, readVisit } from "./read-visit.ts";
import { noteRefused } from "./refusal-log.ts";
import { leaseForm } from "./repository/forms.ts";
import { personOf, sessionOfPerson } from "./repository/people.ts";
import {
  countMistake,
  createSession,
  endSession,
  finishSession,
  moveSession,
  type SessionRecord,
} from "./repository/sessions.ts";
import { isSecure, sessionCookie } from "./session-cookie.ts";

const formLimitBytes = 4096;
const side = z.coerce.number().int().min(1).max(100_000);
const Window = z.object({ widthPx: side, heightPx: side });
const Button = z.enum(["agree", "screen", "practise", "judge", "start", "finish", "decline"]);

/** Where a button leads, and what the browser keeps from now on. */
export interface Moved {
  location: string;
  cookies?: readonly string[];
}

/** What a button of the journey does. Throws: KnownError (input) for what isn't one of its buttons. */
export async function takeMove(studyId: string, request: Request): Promise<Moved> {
  const form = new URLSearchParams(await readBody(request, formLimitBytes));
  const button = parseDocument(Button, form.get("move"), "move");
  const participant = await readVisit(studyId, new Date());
  const place = placeFor(participant.visit);
  if (button === "decline")
    return { location: participantPath(studyId, place === "consent" ? "declined" : place) };
  const move = moveOf(button, form, participant);
  if (move === undefined) return { location: `${participantPath(studyId, place)}?missing=1` };
  const next = stepAfter(participant.visit, move);
  if (move === "agree" && (place === "paused" || place === "closed" || place === "full"))
    noteRefused({ studyId, code: place, sessionId: undefined });
  if (move === "agree" && next !== "stay") return agree(participant, next, request.headers);
  if (next !== "stay") await advance(participant, move, next, windowOf(form));
  const { visit } = await readVisit(studyId, new Date());
  const location = participantPath(studyId, placeFor(visit));
  return { location: move === "misunderstand" ? `${location}?screen=2&again=1` : location };
}

/** What a button means with what was chosen beside it; undefined when something wasn't. */
function moveOf(
  button: Exclude<z.infer<typeof Button>, "decline">,
  form: URLSearchParams,
  { local }: Participant,
): Move | undefined {
  if (button === "screen") return screeningResult(local.screening, form);
  if (button !== "judge") return button;
  const chosen = form.get("choice");
  if (chosen === null) return undefined;
  return Number(chosen) === local.comprehension?.right ? "understand" : "misunderstand";
}

async function agree(
  { record, local, arrival, now }: Participant,
  step: ReturnType<typeof stepAfter>,
  headers: Headers,
): Promise<Moved> {
  const { database, secrets } = app();
  const { id: studyId } = record;
  if (!gates().sessions(addressOf(headers), now.getTime())) {
    noteRefused({ studyId, code: "too-many", sessionId: undefined });
    return { location: participantPath(studyId, "busy") };
  }
  const person = await personBehind(studyId, arrival);
  const known = person && (await sessionOfPerson(database, studyId, person.pseudonym));
  const session = known
    ? { id: known }
    : await createSession(database, {
        ...{ studyId, now, language: local.language, textSha256: textVersion(local.language) },
        step: step === "screening" ? "screening" : "instructions",
        consentSha256: consentSha256({ record, local }),
        isPreview: arrival?.isPreview ?? false,
        person,
      });
  const secure = isSecure(headers);
  return {
    location: `${participantPath(studyId, "consent")}/begin`,
    cookies: [
      sessionCookie({ studyId, sessionId: session.id }, secrets.sessionKey, secure),
      ...(arrival === undefined ? [] : [noArrivalCookie(studyId, secure)]),
    ],
  };
}

async function personBehind(studyId: string, arrival: Participant["arrival"]) {
  if (arrival === undefined || arrival.isPreview || arrival.id === null) return undefined;
  const { id, visit } = arrival;
  return { id, visit, pseudonym: await personOf(app().database, studyId, id) };
}

/** The hash of the consent text that was read: the study's own, or the one of its translation. */
const consentSha256 = ({ record, local }: Pick<Participant, "record" | "local">): string =>
  local.language === record.study.language
    ? record.consentSha256
    : createHash("sha256").update(canonicalJson(local.consent)).digest("hex");

async function advance(
  participant: Participant,
  move: Move,
  next: Exclude<ReturnType<typeof stepAfter>, "stay">,
  window: WindowSize | null,
): Promise<void> {
  const { session } = participant;
  if (session === undefined) throw new RangeError("a step without a session");
  const { database } = app();
  const { id, step: from, mistakes } = session;
  if (move === "misunderstand") await countMistake(database, { id, mistakes });
  if (next === "screened" || next === "returned")
    return endSession(database, { id, from, exit: next });
  return goTo(next, session, { ...participant, window });
}

async function goTo(
  to: SessionStep,
  { id, studyId, step: from }: SessionRecord,
  { record, now, window }: Participant & { window: WindowSize | null },
): Promise<void> {
  const { database } = app();
  if (to === "done") return finishSession(database, id, now);
  if (to !== "trials") return moveSession(database, { id, from, to });
  return leaseForm(database, {
    ...{ studyId, sessionId: id, now },
    idleMs: leaseIdleMs(record.plan),
    displayPxOf: (formIndex, inside) => formDisplayPx(inside, record, { formIndex, window }),
  });
}

/** The window a form was sent from; null where it doesn't say. */
function windowOf(form: URLSearchParams): WindowSize | null {
  const found = Window.safeParse({ widthPx: form.get("width"), heightPx: form.get("height") });
  return found.success ? found.data : null;
}
