import { median } from "./answer-habits.ts";
import type { SessionStep } from "./flow.ts";
import type { Standing } from "./lease.ts";
import { finalAnswers, type StudyLedger } from "./study-ledger.ts";

/** One row of the dashboard's table of people. */
export interface SessionLine {
  raterId: string;
  step: SessionStep;
  standing: Standing;
  startedMs: number;
  /** From agreeing to the end; undefined until then. */
  minutes: number | undefined;
  answered: number;
  planned: number;
  skipped: number;
  medianRtMs: number | undefined;
}

/** Everybody who agreed to take part, the newest first. */
export function sessionLines({ trials, sessions }: StudyLedger): SessionLine[] {
  const lengths = new Map<number, number>();
  for (const { formIndex } of trials) lengths.set(formIndex, (lengths.get(formIndex) ?? 0) + 1);
  return sessions
    .toSorted((a, b) => b.startedMs - a.startedMs)
    .map(({ raterId, step, standing, startedMs, finishedMs, formIndex, answers }) => {
      const final = [...finalAnswers(answers).values()];
      const voted = final.filter(({ choice }) => choice !== "skip");
      return {
        ...{ raterId, step, standing, startedMs },
        minutes: finishedMs === null ? undefined : (finishedMs - startedMs) / 60_000,
        answered: final.length,
        planned: formIndex === null ? 0 : (lengths.get(formIndex) ?? 0),
        skipped: final.length - voted.length,
        medianRtMs: median(voted.map(({ rtMs }) => rtMs)),
      };
    });
}
