import { at } from "@pairlab/domain/at";
import type { Interval } from "@pairlab/domain/interval";
import type { Plan } from "@pairlab/domain/plan";
import type { Result } from "@pairlab/domain/result";
import { clusteredShare } from "@pairlab/metrics/clustered-share";
import { type AnsweredSlot, answeredSlots, isVote, type StudyLedger } from "./study-ledger.ts";

/** How people answered, without what they answered about. */
export interface AnswerHabits {
  /** Milliseconds; undefined without votes. */
  medianRtMs: number | undefined;
  /** Minutes from agreeing to the end; undefined while nobody has finished. */
  medianMinutes: number | undefined;
  /** Votes for the left and for the right picture; ties are in neither. */
  sides: { left: number; right: number };
  /** Of the left share, clustered as the plan's estimand says. */
  leftInterval: Result<Interval>;
  /** Votes by response time, on a scale that doubles. */
  times: { fromMs: number; toMs: number | null; votes: number }[];
}

type Analysis = Pick<Plan, "estimand" | "level">;

const edgesMs = [0, 500, 1000, 2000, 4000, 8000, 16_000, 32_000];

/** Times and sides of a study's votes. A side says nothing of an arm: arms change sides. */
export function answerHabits(ledger: StudyLedger, plan: Analysis): AnswerHabits {
  const slots = answeredSlots(ledger).filter(isVote);
  const answers = slots.map(({ answer }) => answer);
  const timesMs = answers.map(({ rtMs }) => rtMs);
  const minutes = ledger.sessions.flatMap(({ startedMs, finishedMs }) =>
    finishedMs === null ? [] : [(finishedMs - startedMs) / 60_000],
  );
  return {
    medianRtMs: median(timesMs),
    medianMinutes: median(minutes),
    sides: {
      left: answers.filter(({ choice }) => choice === "left").length,
      right: answers.filter(({ choice }) => choice === "right").length,
    },
    leftInterval: leftInterval(slots, plan),
    times: edgesMs.map((fromMs, place) => {
      const toMs = edgesMs[place + 1] ?? null;
      const inside = timesMs.filter((ms) => ms >= fromMs && (toMs === null || ms < toMs));
      return { fromMs, toMs, votes: inside.length };
    }),
  };
}

function leftInterval(
  slots: readonly AnsweredSlot[],
  { estimand, level }: Analysis,
): Result<Interval> {
  const decisive = slots.filter(
    ({ answer: { choice } }) => choice === "left" || choice === "right",
  );
  const found = clusteredShare(
    decisive.map(({ answer }) => (answer.choice === "left" ? 1 : 0)),
    decisive.map(({ trial }) => ({ rater: String(trial.formIndex), prompt: trial.promptId })),
    estimand,
    level,
  );
  return found.status === "ok" ? { ...found, value: found.value.interval } : found;
}

/** The middle value, or the mean of the two middle ones; undefined of nothing. */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return (at(sorted, Math.ceil(half) - 1) + at(sorted, Math.floor(half))) / 2;
}
