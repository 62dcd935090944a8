import type { Database } from "@pairlab/db/client";

/** Whether a session of a study was erased, as its person asked. */
export const wasErased = async (
  database: Database,
  studyId: string,
  sessionId: string,
): Promise<boolean> => (await database.erasure.count({ where: { sessionId, studyId } })) > 0;
