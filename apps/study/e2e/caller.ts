import { AnswerSubmission } from "../src/core/answer-submission.ts";
import type { AnswerReply, ErrorReply } from "../src/core/trial-view.ts";
import { displayPx } from "./fixture-documents.ts";

/** Somebody without a browser, who sends what they like. */
export function caller(origin: string, studyId: string) {
  let cookie = "";
  const post = (path: string, body: string, headers: Record<string, string>, at = origin) =>
    fetch(`${at}/s/${studyId}/${path}`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: at, cookie, ...headers },
      body,
    });
  return {
    /** Opens a link of the study, and keeps every cookie that comes with it. */
    async arrive(query: string, headers: Record<string, string> = {}): Promise<Response> {
      const response = await fetch(`${origin}/s/${studyId}?${query}`, {
        redirect: "manual",
        headers: { cookie, ...headers },
      });
      const given = response.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
      cookie = [cookie, ...given].filter((one) => one !== "").join("; ");
      return response;
    },
    async move(move: string, fields: Record<string, string> = {}): Promise<Response> {
      const type = "application/x-www-form-urlencoded";
      const form = new URLSearchParams({ move, ...fields }).toString();
      const response = await post("steps", form, { "content-type": type });
      cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
      return response;
    },
    /** The session in the cookie. */
    sessionId: () => /=([\w-]{22})~/.exec(cookie)?.[1] ?? "",
    picture: (address: string) => fetch(`${origin}${address}`, { headers: { cookie } }),
    comment: (body: string) =>
      post("comments", body, { "content-type": "application/x-www-form-urlencoded" }),
    /** Sends whatever it likes. */
    send: (path: string, body: string, headers: Record<string, string> = {}) =>
      post(path, body, { "content-type": "application/json", ...headers }),
    keepPlace: () => post("place", "", {}),
    look: (page: string) => fetch(`${origin}/s/${studyId}/${page}`, { headers: { cookie } }),
    /** Sends an answer, to another server of the same study where `at` names one. */
    async answer(given: object, headers: Record<string, string> = {}, at = origin) {
      const type = { "content-type": "application/json" };
      const response = await post("answers", JSON.stringify(given), { ...type, ...headers }, at);
      const body: AnswerReply & ErrorReply = await response.json();
      return { status: response.status, body };
    },
  };
}

/** An answer that is right in itself. */
export const submission = (given: Partial<AnswerSubmission> = {}) =>
  AnswerSubmission.parse({
    ...{ answerId: crypto.randomUUID(), trialIndex: 0, revision: 0, choice: "left" },
    ...{ skipReason: null, skipNote: null, inputDevice: "key", presentation: 1 },
    ...{ onsetMs: 2000, rtMs: 812.5, loadMsLeft: 10, loadMsRight: 11 },
    ...{ zoomMs: 0, flips: 0, hiddenMs: 0, blurCount: 0, prematurePresses: 0 },
    ...{ stimulusPx: displayPx, displayPx, devicePixelRatio: 1 },
    ...{ windowWidthPx: 1280, windowHeightPx: 800 },
    ...given,
  });

/** Somebody who has pressed Start. */
export async function started(origin: string, studyId: string) {
  const person = caller(origin, studyId);
  await person.move("agree");
  await person.move("practise");
  await person.move("start");
  return person;
}
