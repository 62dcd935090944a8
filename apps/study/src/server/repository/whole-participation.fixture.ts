import type { Database } from "@pairlab/db/client";
import { type TestParticipant, trialsPerForm } from "./small-study.fixture.ts";

/** A moment of the morning in which these tests happen. */
export const at = (minute: number) => new Date(Date.UTC(2026, 10, 25, 9, minute));

/** Rows of somebody in every table that could hold them. */
export async function rowsOf(database: Database, sessionId: string): Promise<number> {
  const theirs = { where: { sessionId } };
  const counts = await Promise.all([
    database.session.count({ where: { id: sessionId } }),
    database.lease.count(theirs),
    database.answer.count(theirs),
    database.comment.count(theirs),
    database.token.count(theirs),
    database.identity.count(theirs),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** From Start to Finish, a minute a trial. */
export async function answersAll(person: TestParticipant, from = 0): Promise<void> {
  await person.start(at(from));
  for (let trial = 0; trial < trialsPerForm; trial += 1) await person.answer(at(from + trial + 1));
  await person.finish(at(from + trialsPerForm + 1));
}
