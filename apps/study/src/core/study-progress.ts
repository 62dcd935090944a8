import type { Standing } from "./lease.ts";
import { answeredSlots, isVote, latestMs, plannedSlots, type StudyLedger } from "./study-ledger.ts";

/** How far a study has come, with denominators. */
export interface StudyProgress {
  /**
   * Forms of the plan and the people who fill one; beside them who is at it, who left in the middle, and who
   * finished a form that somebody else had filled.
   */
  people: { planned: number; finished: number; underway: number; left: number; surplus: number };
  /**
   * Slots of the plan with a vote or a skip that counts, and the answers that don't: of people under way, of
   * those who left, of those beyond the plan. A slot may have several of these.
   */
  slots: {
    planned: number;
    votes: number;
    skipped: number;
    underway: number;
    left: number;
    surplus: number;
  };
  /** Sessions that reached each step, from agreeing to the end. */
  reached: { agreed: number; practised: number; started: number; finished: number };
  lastAnswerMs: number | null;
}

/** A study's counts. Only what people who fill a form have answered is a vote. */
export function studyProgress(ledger: StudyLedger): StudyProgress {
  const { trials, sessions } = ledger;
  const slots = answeredSlots(ledger);
  const people = (wanted: Standing) => sessions.filter((one) => one.standing === wanted).length;
  const answers = (wanted: Standing) => slots.filter((one) => one.standing === wanted).length;
  const votes = slots.filter(isVote).length;
  return {
    people: {
      planned: new Set(trials.map(({ formIndex }) => formIndex)).size,
      finished: people("fills"),
      underway: people("under way"),
      left: people("left"),
      surplus: people("surplus"),
    },
    slots: {
      planned: plannedSlots(trials).length,
      votes,
      skipped: answers("fills") - votes,
      underway: answers("under way"),
      left: answers("left"),
      surplus: answers("surplus"),
    },
    reached: {
      agreed: sessions.length,
      practised: sessions.filter(({ step }) => step !== "instructions").length,
      started: sessions.filter(({ formIndex }) => formIndex !== null).length,
      finished: sessions.filter(({ finishedMs }) => finishedMs !== null).length,
    },
    lastAnswerMs: latestMs(
      sessions.flatMap((one) => one.answers.map(({ receivedMs }) => receivedMs)),
    ),
  };
}

/**
 * Whether results stay hidden: a live study whose planned votes aren't all in.
 *
 * A slot that was skipped on purpose by somebody who fills the form has been answered: it can't come in
 * any more, and a study must not stay sealed for it. People who left don't hold the seal either: their forms are
 * given to others.
 */
export function isSealed(mode: "live" | "simulated", { slots }: StudyProgress): boolean {
  return mode === "live" && slots.votes + slots.skipped < slots.planned;
}
