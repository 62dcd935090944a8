import type { Database } from "@pairlab/db/client";
import { isDuplicate } from "@pairlab/db/is-duplicate";

/** What somebody may say on the last page. */
export interface Comments {
  /** In their own words; undefined when they wrote none. */
  open: string | undefined;
  /** From 1, very easy, to 5, very hard. */
  difficulty: number | undefined;
}

/** Keeps what somebody wrote; what was kept before stays as it is. */
export async function addComments(
  database: Database,
  sessionId: string,
  { open, difficulty }: Comments,
  receivedAt: Date,
): Promise<void> {
  const rows = [
    { kind: "open", text: open },
    { kind: "difficulty", text: difficulty?.toString() },
  ];
  for (const { kind, text } of rows) {
    if (text === undefined) continue;
    try {
      await database.comment.create({ data: { sessionId, kind, text, receivedAt } });
    } catch (error) {
      if (!isDuplicate(error)) throw error; // sent twice: the first counts
    }
  }
}

/** How many of the questions somebody has answered. */
export const commentsOf = (database: Database, sessionId: string): Promise<number> =>
  database.comment.count({ where: { sessionId } });
