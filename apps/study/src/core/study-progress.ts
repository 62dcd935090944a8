import { answeredSlots, isVote, type LedgerSession, type StudyLedger } from "./study-ledger.ts";

/** How far a study has come, with denominators. */
export interface StudyProgress {
  /** Forms of the plan, one person each, and how many of them are done. */
  people: { planned: number; finished: number; underway: number };
  /** Slots of the plan and what became of them; `open` is the rest. */
  slots: { planned: number; votes: number; skipped: number; unfinished: number };
  /** Sessions that reached each step, from agreeing to the end. */
  reached: { agreed: number; practised: number; started: number; finished: number };
  lastAnswerMs: number | null;
}

/** A study's counts. Only what people who finished have answered is a vote. */
export function studyProgress(ledger: StudyLedger): StudyProgress {
  const { trials, sessions } = ledger;
  const slots = answeredSlots(ledger);
  const finished = sessions.filter(({ finishedMs }) => finishedMs !== null).length;
  const started = sessions.filter(({ formIndex }) => formIndex !== null).length;
  return {
    people: {
      planned: new Set(trials.map(({ formIndex }) => formIndex)).size,
      finished,
      underway: started - finished,
    },
    slots: {
      planned: trials.length,
      votes: slots.filter(isVote).length,
      skipped: slots.filter((slot) => slot.finished && !isVote(slot)).length,
      unfinished: slots.filter((slot) => !slot.finished).length,
    },
    reached: {
      agreed: sessions.length,
      practised: sessions.filter(({ step }) => step !== "instructions").length,
      started,
      finished,
    },
    lastAnswerMs: latest(sessions),
  };
}

/**
 * Whether results stay hidden: a live study whose planned votes aren't all in.
 *
 * A slot that was skipped on purpose by somebody who finished has been answered: it can't come in
 * any more, and a study must not stay sealed for it.
 */
export function isSealed(mode: "live" | "simulated", { slots }: StudyProgress): boolean {
  return mode === "live" && slots.votes + slots.skipped < slots.planned;
}

function latest(sessions: readonly LedgerSession[]): number | null {
  const times = sessions.flatMap(({ answers }) => answers.map(({ receivedMs }) => receivedMs));
  return times.reduce<number | null>((last, ms) => (last === null || ms > last ? ms : last), null);
}
