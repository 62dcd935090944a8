import { appendEntries } from "@pairlab/db/append-entries";
import type { Database } from "@pairlab/db/client";
import type { SessionRecord } from "./sessions.ts";

/** What somebody may say on the last page. */
export interface Comments {
  /** In their own words; undefined when they wrote none. */
  open: string | undefined;
  /** From 1, very easy, to 5, very hard. */
  difficulty: number | undefined;
}

/**
 * Keeps what somebody wrote, each with its link of the study's chain; what was kept before stays as it is.
 *
 * Whose session is erased meanwhile leaves nothing.
 */
export async function addComments(
  database: Database,
  { id: sessionId, studyId, isPreview }: Pick<SessionRecord, "id" | "studyId" | "isPreview">,
  { open, difficulty }: Comments,
  receivedAt: Date,
): Promise<void> {
  const given = [
    { kind: "open", text: open },
    { kind: "difficulty", text: difficulty?.toString() },
  ].flatMap(({ kind, text }) =>
    text === undefined ? [] : [{ sessionId, kind, text, receivedAt }],
  );
  await database.$transaction(async (inside) => {
    for (const row of given) {
      const written = await inside.$executeRaw`
        INSERT INTO "Comment" ("sessionId", "kind", "text", "receivedAt")
        SELECT ${sessionId}, ${row.kind}, ${row.text}, ${receivedAt}
        WHERE EXISTS (SELECT 1 FROM "Session" WHERE "id" = ${sessionId})
        ON CONFLICT DO NOTHING`; // sent twice: the first counts
      if (written === 0 || isPreview) continue;
      const payload = { ...row, receivedAt: receivedAt.toISOString() };
      await appendEntries(inside, studyId, [{ kind: "comment", at: receivedAt, payload }]);
    }
  });
}

/** How many of the questions somebody has answered. */
export const commentsOf = (database: Database, sessionId: string): Promise<number> =>
  database.comment.count({ where: { sessionId } });
