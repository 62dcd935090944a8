import type { Database } from "@pairlab/db/client";
import { Choice, TrialRole } from "@pairlab/domain/vote";
import { z } from "zod";
import { sessionSteps } from "../../core/flow.ts";
import type { StudyLedger } from "../../core/study-ledger.ts";

const Trial = z.object({
  formIndex: z.int(),
  trialIndex: z.int(),
  questionId: z.string(),
  promptId: z.string(),
  left: z.string(),
  right: z.string(),
  role: TrialRole,
});
const milliseconds = z.date().transform((date) => date.getTime());
const Session = z.object({
  raterId: z.string(),
  step: z.enum(sessionSteps),
  createdAt: milliseconds,
  finishedAt: milliseconds.nullable(),
  form: z.object({ formIndex: z.int() }).nullable(),
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

/** A study's plan beside its sessions and their answers. */
export async function readLedger(database: Database, studyId: string): Promise<StudyLedger> {
  const trials = await database.trial.findMany({ where: { studyId } });
  const sessions = await database.session.findMany({
    where: { studyId },
    select: {
      ...{ raterId: true, step: true, createdAt: true, finishedAt: true },
      form: { select: { formIndex: true } },
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
      .map(({ createdAt, finishedAt, form, answers, ...session }) => ({
        ...session,
        startedMs: createdAt,
        finishedMs: finishedAt,
        formIndex: form?.formIndex ?? null,
        answers: answers.map(({ receivedAt, ...answer }) => ({
          ...answer,
          receivedMs: receivedAt,
        })),
      })),
  };
}
