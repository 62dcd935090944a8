import "server-only";
import { type Refusals, readRefusals } from "@pairlab/db/read-refusals";
import type { ChainHead } from "@pairlab/domain/chain-report";
import { type AnswerHabits, answerHabits } from "../core/answer-habits.ts";
import { leaseIdleMs } from "../core/lease.ts";
import { type PairFill, pairFill } from "../core/pair-fill.ts";
import { type SessionLine, sessionLines } from "../core/session-lines.ts";
import { isSealed, type StudyProgress, studyProgress } from "../core/study-progress.ts";
import { app } from "./app.ts";
import { leakRemark } from "./leak-remark.ts";
import { reportOf } from "./report-files.ts";
import { chainHead } from "./repository/chain-head.ts";
import { readLedger } from "./repository/ledger.ts";
import type { StudyRecord } from "./repository/study-record.ts";

/** Everything the dashboard shows of one study. Nothing in it says which arm was preferred. */
export interface DashboardView {
  progress: StudyProgress;
  sealed: boolean;
  fill: PairFill[];
  habits: AnswerHabits;
  sessions: SessionLine[];
  /** The last entry of the chain of answers; undefined before there is one. */
  head: ChainHead | undefined;
  /** Address of its newest report; undefined where there is none or results are sealed. */
  report: string | undefined;
  refusals: Refusals;
  /** What is known of leaks. */
  leaks: string;
  readAt: Date;
}

/** The state of a study now. */
export async function dashboardView(record: StudyRecord): Promise<DashboardView> {
  const { id, mode, plan } = record;
  const readAt = new Date();
  const clock = { now: readAt, idleMs: leaseIdleMs(plan) };
  const ledger = await readLedger(app().database, id, clock);
  const progress = studyProgress(ledger);
  const sealed = isSealed(mode, progress);
  return {
    progress,
    sealed,
    fill: pairFill(
      ledger,
      plan.arms,
      plan.questions.map((question) => question.id),
    ),
    habits: answerHabits(ledger, plan),
    sessions: sessionLines(ledger),
    head: await chainHead(app().database, id),
    report: sealed ? undefined : await reportOf(id),
    refusals: await readRefusals(app().database, id),
    leaks: await leakRemark(record),
    readAt,
  };
}
