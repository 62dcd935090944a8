import { z } from "zod";
import type { Readable } from "./snapshot.ts";

const Count = z.coerce.number().int();

/** Votes that an analysis of a study counts: preferences for planned trials, of whoever fills the form. */
export async function countVotes(database: Readable, studyId: string): Promise<number> {
  const [row] = await database.$queryRaw<{ votes: unknown }[]>`
    SELECT COUNT(*) AS "votes" FROM "Form"
    JOIN "Trial" ON "Trial"."studyId" = "Form"."studyId" AND "Trial"."formIndex" = "Form"."formIndex"
    JOIN "Answer" ON "Answer"."sessionId" = "Form"."sessionId"
      AND "Answer"."trialIndex" = "Trial"."trialIndex"
    WHERE "Form"."studyId" = ${studyId} AND "Form"."finishedAt" IS NOT NULL
      AND "Trial"."role" = 'trial' AND "Answer"."choice" <> 'skip'
      AND NOT EXISTS (
        SELECT 1 FROM "Answer" AS "Later"
        WHERE "Later"."sessionId" = "Answer"."sessionId"
          AND "Later"."trialIndex" = "Answer"."trialIndex"
          AND "Later"."revision" > "Answer"."revision")`;
  return Count.parse(row?.votes);
}
