import type { Database } from "@pairlab/db/client";
import { Choice, TrialRole } from "@pairlab/domain/vote";
import { z } from "zod";
import { sessionSteps } from "../../core/flow.ts";
import { standing } from "../../core/lease.ts";
import { latestMs, type StudyLedger } from "../../core/study-ledger.ts";
import type { LeaseClock } from "./forms.ts";

const Trial = z.object({
  formIndex: z.int(),
  trialIndex: z.int(),
  questionId: z.string(),
  promptId: z.string(),
  left: z.string(),
  right: z.string(),
  role: TrialRole,
  expected: z.enum(["left", "right"]).nullable(),
});
const milliseconds = z.date().transform((date) => date.getTime());
const Session = z.object({
  raterId: z.string(),
  step: z.enum(sessionSteps),
  createdAt: milliseconds,
  finishedAt: milliseconds.nullable(),
  holds: z
    .object({ renewedAt: milliseconds.nullable(), finishedAt: milliseconds.nullable() })
    .nullable(),
  lease: z.object({ formIndex: z.int(), leasedAt: milliseconds }).nullable(),
  answers: z.array(
    z.object({
      trialIndex: z.int(),
      revision: z.int(),
      choice: Choice,
      rtMs: z.number(),
      receivedAt: milliseconds,
    }),
  ),
});

/** A study's plan beside its sessions and their answers, as they stand now. */
export async function readLedger(
  database: Database,
  studyId: string,
  clock: LeaseClock,
): Promise<StudyLedger> {
  const trials = await database.trial.findMany({ where: { studyId } });
  const sessions = await database.session.findMany({
    where: { studyId, isPreview: false },
    select: {
      ...{ raterId: true, step: true, createdAt: true, finishedAt: true },
      holds: { select: { renewedAt: true, finishedAt: true } },
      lease: { select: { formIndex: true, leasedAt: true } },
      answers: {
        select: { trialIndex: true, revision: true, choice: true, rtMs: true, receivedAt: true },
      },
    },
  });
  return {
    trials: z.array(Trial).parse(trials),
    sessions: z
      .array(Session)
      .parse(sessions)
      .map((session) => ledgerSession(session, clock)),
  };
}

function ledgerSession(session: z.infer<typeof Session>, { now, idleMs }: LeaseClock) {
  const { raterId, step, createdAt, finishedAt, holds, lease } = session;
  const answers = session.answers.map(({ receivedAt, ...answer }) => ({
    ...answer,
    receivedMs: receivedAt,
  }));
  const person = {
    leasedMs: lease?.leasedAt ?? null,
    finishedMs: finishedAt,
    fills: holds !== null && holds.finishedAt !== null,
    lastSignMs: latestMs([holds?.renewedAt ?? null, ...answers.map((one) => one.receivedMs)]),
  };
  return {
    ...{ raterId, step, answers },
    startedMs: createdAt,
    finishedMs: finishedAt,
    formIndex: lease?.formIndex ?? null,
    standing: standing(person, now.getTime(), idleMs),
  };
}
