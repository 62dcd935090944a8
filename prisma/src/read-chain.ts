import { ChainLink } from "./chain-link.ts";
import type { Readable } from "./snapshot.ts";

/** A study's chain, what it commits to left out. Throws: ZodError for rows that were never written by us. */
export async function readChain(database: Readable, studyId: string): Promise<ChainLink[]> {
  const rows = await database.entry.findMany({
    where: { studyId },
    orderBy: { seq: "asc" },
    select: { seq: true, at: true, kind: true, commit: true, hash: true },
  });
  return rows.map(({ at, ...row }) => ChainLink.parse({ ...row, at: at.toISOString() }));
}
