import type { Choice, TrialRole } from "@pairlab/domain/vote";

/** One planned slot: which arms meet where, for which form. */
export interface LedgerTrial {
  formIndex: number;
  trialIndex: number;
  questionId: string;
  promptId: string;
  left: string;
  right: string;
  role: TrialRole;
}

/** One committed choice. A later revision of a trial replaces an earlier one. */
export interface LedgerAnswer {
  trialIndex: number;
  revision: number;
  choice: Choice;
  rtMs: number;
  receivedMs: number;
}

/** One person with what they answered so far. Times are milliseconds since 1970. */
export interface LedgerSession {
  raterId: string;
  step: "instructions" | "practice" | "trials" | "done";
  startedMs: number;
  finishedMs: number | null;
  /** null until a form is leased. */
  formIndex: number | null;
  answers: readonly LedgerAnswer[];
}

/** A study's plan beside what has come in. Names arms: for the server and the dashboard only. */
export interface StudyLedger {
  trials: readonly LedgerTrial[];
  sessions: readonly LedgerSession[];
}

/** A planned slot with its final answer, for slots that have one. */
export interface AnsweredSlot {
  trial: LedgerTrial;
  answer: LedgerAnswer;
  /** Its session went on to the end: only then is it a vote. */
  finished: boolean;
}

/** The last revision of each trial a session has answered, by trial. */
export function finalAnswers(answers: readonly LedgerAnswer[]): Map<number, LedgerAnswer> {
  const final = new Map<number, LedgerAnswer>();
  for (const answer of answers) {
    const before = final.get(answer.trialIndex);
    if (before === undefined || before.revision < answer.revision)
      final.set(answer.trialIndex, answer);
  }
  return final;
}

/** Every planned slot that has an answer. */
export function answeredSlots({ trials, sessions }: StudyLedger): AnsweredSlot[] {
  const holders = new Map(
    sessions.map((session) => [
      session.formIndex,
      { finished: session.finishedMs !== null, final: finalAnswers(session.answers) },
    ]),
  );
  return trials.flatMap((trial) => {
    const holder = holders.get(trial.formIndex);
    const answer = holder?.final.get(trial.trialIndex);
    if (holder === undefined || answer === undefined) return [];
    return [{ trial, answer, finished: holder.finished }];
  });
}

/** Whether a slot counts as a vote: a preference of somebody who finished. */
export const isVote = ({ answer, finished }: AnsweredSlot): boolean =>
  finished && answer.choice !== "skip";
