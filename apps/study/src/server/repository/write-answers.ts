import type { NewEntry } from "@pairlab/db/append-entries";
import { appendWithStatements } from "@pairlab/db/append-with-statements";
import type { SqlValue, Statements } from "@pairlab/db/writer";
import type { AnswerSubmission } from "../../core/answer-submission.ts";
import { holdingSigns } from "../../core/lease.ts";
import type { LeaseClock } from "./forms.ts";

/** A checked answer on its way into the database. */
export interface QueuedAnswer {
  row: AnswerSubmission & { sessionId: string; payloadSha256: string; receivedAt: Date };
  studyId: string;
  formIndex: number;
  isPreview: boolean;
  clock: LeaseClock;
}

/**
 * What became of an answer: written, with the form its session's from now on (`own`) or somebody else's (`shared`);
 * or not, since the trial has one, a later trial has one, or the session isn't at its trials any more.
 */
export type Written = "own" | "shared" | "not written";

/** Writes answers, what they renew, and their links of the studies' chains, inside one transaction. */
export function writeAnswers(inside: Statements, answers: readonly QueuedAnswer[]): Written[] {
  const fates = answers.map((answer): Written => {
    if (insertAnswer(inside, answer) === 0) return "not written";
    return renew(inside, answer) === 1 ? "own" : "shared";
  });
  const counted = answers.filter(
    ({ isPreview }, index) => !isPreview && fates[index] !== "not written",
  );
  for (const id of new Set(counted.map(({ studyId }) => studyId)))
    appendWithStatements(inside, id, counted.filter(({ studyId }) => studyId === id).map(entryOf));
  return fates;
}

/** The rows written: none where another tab or another process was faster. */
function insertAnswer(inside: Statements, { row }: QueuedAnswer): number {
  const fields = Object.entries<SqlValue>(row);
  return inside.run(
    `INSERT INTO "Answer" (${fields.map(([name]) => `"${name}"`).join(", ")})
     SELECT ${fields.map(() => "?").join(", ")}
     WHERE EXISTS (SELECT 1 FROM "Session" WHERE "id" = ? AND "step" = 'trials')
       AND NOT EXISTS (SELECT 1 FROM "Answer" WHERE "sessionId" = ? AND "trialIndex" > ?)
     ON CONFLICT DO NOTHING`,
    [...fields.map(([, value]) => value), row.sessionId, row.sessionId, row.trialIndex],
  );
}

/** `renewLease` as one statement. */
function renew(inside: Statements, { row, studyId, formIndex, clock }: QueuedAnswer): number {
  const { fromMs, toMs } = holdingSigns(clock.now.getTime(), clock.idleMs);
  return inside.run(
    `UPDATE "Form" SET "sessionId" = ?1, "renewedAt" = ?2
     WHERE "studyId" = ?3 AND "formIndex" = ?4 AND "finishedAt" IS NULL
       AND EXISTS (
         SELECT 1 FROM "Lease" JOIN "Session" ON "Session"."id" = "Lease"."sessionId"
         WHERE "Lease"."sessionId" = ?1 AND "Lease"."studyId" = ?3 AND "Lease"."formIndex" = ?4
           AND NOT "Session"."isPreview")
       AND ("sessionId" = ?1 OR "sessionId" IS NULL OR "renewedAt" < ?5 OR "renewedAt" > ?6)`,
    [row.sessionId, clock.now, studyId, formIndex, new Date(fromMs), new Date(toMs)],
  );
}

function entryOf({ row }: QueuedAnswer): NewEntry {
  const { receivedAt } = row;
  return {
    kind: "answer",
    at: receivedAt,
    payload: { ...row, receivedAt: receivedAt.toISOString() },
  };
}
