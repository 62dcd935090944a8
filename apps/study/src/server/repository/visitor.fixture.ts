import type { Database } from "@pairlab/db/client";
import { displayPx } from "../../../e2e/fixture-documents.ts";
import { type Move, type Place, placeFor, stepAfter, type Visit } from "../../core/flow.ts";
import { recordAnswer } from "./answers.ts";
import { type FormTrial, formTrials } from "./form-trials.ts";
import { hasFreeForm, leaseForm } from "./forms.ts";
import {
  countMistake,
  createSession,
  endSession,
  findSession,
  finishSession,
  moveSession,
  type SessionRecord,
} from "./sessions.ts";
import { idleMinutes, smallPlan, submission } from "./small-study.fixture.ts";
import { loadStudy } from "./study-record.ts";
import { issueTokens } from "./tokens.ts";

interface Seen {
  visit: Visit;
  place: Place;
  session: SessionRecord | undefined;
  trials: readonly FormTrial[];
}

/** Somebody with a browser's cookie and no browser: presses buttons and answers, from whichever tab. */
export function visitor(database: Database, studyId: string) {
  let id: string | undefined;
  let now = new Date(0);
  const clock = () => ({ now, idleMs: idleMinutes * 60_000 });
  const see = async (): Promise<Seen> => {
    const record = await loadStudy(database, studyId);
    const session = id === undefined ? undefined : await findSession(database, id);
    const formIndex = session?.formIndex ?? null;
    const trials = formIndex === null ? [] : await formTrials(database, record, formIndex);
    const visit: Visit = {
      ...{ study: record.state, hasEntry: true },
      hasFreeForm: session !== undefined || (await hasFreeForm(database, studyId, clock())),
      asks: { screening: false, comprehension: true },
      session: session === undefined ? null : { ...session, planned: trials.length },
    };
    return { visit, place: placeFor(visit), session, trials };
  };
  const goTo = async (to: SessionRecord["step"], session: SessionRecord): Promise<void> => {
    const { id: sessionId, step: from } = session;
    if (to === "done") return finishSession(database, sessionId, now);
    if (to !== "trials") return moveSession(database, { id: sessionId, from, to });
    const displayPxOf = async () => displayPx;
    return leaseForm(database, { studyId, sessionId, displayPxOf, ...clock() });
  };
  return {
    see,
    at: (moment: Date) => {
      now = moment;
    },
    /** Presses a button, whether or not the page with it is the one to be on. */
    async press(move: Move): Promise<void> {
      const { visit, session } = await see();
      const next = stepAfter(visit, move);
      if (next === "stay") return;
      if (session === undefined) {
        ({ id } = await createSession(database, { studyId, consentSha256: "c", now }));
        return;
      }
      if (move === "misunderstand") await countMistake(database, session);
      if (next === "screened" || next === "returned")
        return endSession(database, { id: session.id, from: session.step, exit: next });
      return goTo(next, session);
    },
    /** Sends an answer under a name; the same name is the same answer. */
    async answer(name: string, trialIndex: number, revision = 0): Promise<string> {
      const { session, trials, visit } = await see();
      if (session === undefined) return "nobody";
      await issueTokens(database, { session, trials, now, onIssued: () => undefined });
      const sent = { ...submission(`${session.id} ${name}`, trialIndex), revision };
      const studyIsOpen = visit.study !== "draft";
      const context = { session, studyIsOpen, plan: smallPlan(2), ...clock() };
      return (await recordAnswer(database, sent, context)).status;
    },
  };
}
export type Visitor = ReturnType<typeof visitor>;
