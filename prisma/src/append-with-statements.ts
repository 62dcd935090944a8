import { z } from "zod";
import { linked, type NewEntry, startOf } from "./append-entries.ts";
import type { Statements } from "./writer.ts";

const Head = z.object({ seq: z.int(), hash: z.string() });
const Count = z.object({ count: z.int() });
const columns = ["studyId", "seq", "at", "kind", "commit", "hash", "salt", "payload"] as const;
const insert = `INSERT INTO "Entry" (${columns.map((name) => `"${name}"`).join(", ")})
  VALUES (${columns.map(() => "?").join(", ")})`;

/** `appendEntries` for a transaction of statements. */
export function appendWithStatements(
  inside: Statements,
  studyId: string,
  added: readonly NewEntry[],
): void {
  if (added.length === 0) return;
  const row = inside.first(
    `SELECT "seq", "hash" FROM "Entry" WHERE "studyId" = ? ORDER BY "seq" DESC LIMIT 1`,
    [studyId],
  );
  const head = row === undefined ? null : Head.parse(row);
  const entries =
    head === null ? [startOf(studyId, answersOf(inside, studyId), added), ...added] : added;
  for (const entry of linked(studyId, head, entries))
    inside.run(
      insert,
      columns.map((name) => entry[name]),
    );
}

const answersOf = (inside: Statements, studyId: string): number =>
  Count.parse(
    inside.first(
      `SELECT COUNT(*) AS "count" FROM "Answer" JOIN "Session" ON "Session"."id" = "Answer"."sessionId"
       WHERE "Session"."studyId" = ? AND NOT "Session"."isPreview"`,
      [studyId],
    ),
  ).count;
