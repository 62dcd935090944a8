import { median } from "./answer-habits.ts";
import type { SessionStep } from "./flow.ts";
import type { Standing } from "./lease.ts";
import {
  finalAnswers,
  type LedgerAnswer,
  type LedgerTrial,
  type StudyLedger,
} from "./study-ledger.ts";

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
  /** Attention checks that were answered, and those of them answered otherwise than asked; a skipped one is in neither. */
  checks: { answered: number; failed: number };
}

/** Everybody who agreed to take part, the newest first. */
export function sessionLines({ trials, sessions }: StudyLedger): SessionLine[] {
  const lengths = new Map<number, number>();
  const checks = trials.filter(({ role }) => role === "check");
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
        checks: checkCounts(
          checks.filter((check) => check.formIndex === formIndex),
          finalAnswers(answers),
        ),
      };
    });
}

/** From how many failed checks on somebody is looked at by a person. Nobody is left out by itself. */
export const flaggedFromFailures = 2;

function checkCounts(
  checks: readonly LedgerTrial[],
  final: ReadonlyMap<number, LedgerAnswer>,
): SessionLine["checks"] {
  const answered = checks.flatMap(({ trialIndex, expected }) => {
    const choice = final.get(trialIndex)?.choice;
    return choice === undefined || choice === "skip" ? [] : [choice === expected];
  });
  return { answered: answered.length, failed: answered.filter((passed) => !passed).length };
}
