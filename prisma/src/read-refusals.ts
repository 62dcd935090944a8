import type { Database } from "./client.ts";

/** The refused requests of one kind on one day. */
export interface RefusalDay {
  /** In UTC: `2026-01-31`. */
  day: string;
  code: string;
  count: number;
  lastAt: Date;
}

/** A study's refused requests: all of them in numbers, the latest one by one. */
export interface Refusals {
  /** The newest day first. */
  days: RefusalDay[];
  /** The newest first; `reference` is null where no session is known. */
  latest: { at: Date; code: string; reference: string | null }[];
}

/** What is recorded of a study's refused requests; of those that no study is known of where the id is empty. */
export async function readRefusals(database: Database, studyId: string): Promise<Refusals> {
  const [days, latest] = await Promise.all([
    database.refusalCount.findMany({
      where: { studyId },
      orderBy: [{ day: "desc" }, { count: "desc" }, { code: "asc" }],
      select: { day: true, code: true, count: true, lastAt: true },
    }),
    database.refusal.findMany({
      where: { studyId },
      orderBy: { seq: "desc" },
      select: { at: true, code: true, reference: true },
    }),
  ]);
  return { days, latest };
}
