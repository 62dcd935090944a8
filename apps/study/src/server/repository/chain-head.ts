import type { Database } from "@pairlab/db/client";
import type { ChainHead } from "@pairlab/domain/chain-report";

/** The last entry of a study's chain; undefined while nothing has happened. */
export async function chainHead(
  database: Database,
  studyId: string,
): Promise<ChainHead | undefined> {
  const last = await database.entry.findFirst({
    where: { studyId },
    orderBy: { seq: "desc" },
    select: { seq: true, at: true, hash: true },
  });
  return last === null ? undefined : { ...last, at: last.at.toISOString() };
}
