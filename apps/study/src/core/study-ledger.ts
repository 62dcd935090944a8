import type { Choice, TrialRole } from "@pairlab/domain/vote";
import type { SessionStep } from "./flow.ts";
import type { Standing } from "./lease.ts";

/** One planned slot: which arms meet where, for which form. */
export interface LedgerTrial {
  formIndex: number;
  trialIndex: number;
  questionId: string;
  promptId: string;
  left: string;
  right: string;
  role: TrialRole;
  /** What a check asks for. */
  expected: "left" | "right" | null;
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
  step: SessionStep;
  startedMs: number;
  finishedMs: number | null;
  /** null until a form is leased; several people may have had the same. */
  formIndex: number | null;
  standing: Standing;
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
  /** Of whoever gave it: only of those who fill a form is it a vote. */
  standing: Standing;
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

/** The slots that the plan counts: no checks, controls and repeats. */
export const plannedSlots = (trials: readonly LedgerTrial[]): LedgerTrial[] =>
  trials.filter(({ role }) => role === "trial");

/** Every answer to a planned slot; a slot that several people were given may have several, one of which counts. */
export function answeredSlots({ trials, sessions }: StudyLedger): AnsweredSlot[] {
  const slots = new Map(
    plannedSlots(trials).map((trial) => [slotKey(trial.formIndex, trial.trialIndex), trial]),
  );
  return sessions.flatMap(({ formIndex, standing, answers }) =>
    [...finalAnswers(answers).values()].flatMap((answer) => {
      const trial = slots.get(slotKey(formIndex, answer.trialIndex));
      return trial === undefined ? [] : [{ trial, answer, standing }];
    }),
  );
}

const slotKey = (formIndex: number | null, trialIndex: number) => `${formIndex} ${trialIndex}`;

/** Whether a slot counts as a vote: a preference of somebody who fills their form. */
export const isVote = ({ answer, standing }: AnsweredSlot): boolean =>
  standing === "fills" && answer.choice !== "skip";

/** The latest of some moments; null when there is none. */
export const latestMs = (times: readonly (number | null)[]): number | null =>
  times.reduce((last, ms) => (last === null || (ms !== null && ms > last) ? ms : last), null);
