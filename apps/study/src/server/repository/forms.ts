import type { Database } from "@pairlab/db/client";
import { isDuplicate } from "@pairlab/db/is-duplicate";

/** Whether anybody else can start. */
export async function hasFreeForm(database: Database, studyId: string): Promise<boolean> {
  const free = await database.form.findFirst({
    where: { studyId, sessionId: null },
    select: { formIndex: true },
  });
  return free !== null;
}

/**
 * Gives the lowest free form to a session that has practised, and moves it to its trials.
 *
 * One conditional update takes the form: of two sessions that see the same one free, one gets it
 * and the other looks again.
 */
export async function leaseForm(
  database: Database,
  { studyId, sessionId, now }: { studyId: string; sessionId: string; now: Date },
): Promise<"leased" | "full"> {
  for (;;) {
    const free = await database.form.findFirst({
      where: { studyId, sessionId: null },
      orderBy: { formIndex: "asc" },
      select: { formIndex: true },
    });
    if (free === null) return "full";
    try {
      if (await takeForm(database, { studyId, sessionId, now, formIndex: free.formIndex }))
        return "leased";
    } catch (error) {
      if (isDuplicate(error)) return "leased"; // a second tab was faster: the session has a form
      throw error;
    }
  }
}

const takeForm = (
  database: Database,
  lease: { studyId: string; sessionId: string; formIndex: number; now: Date },
): Promise<boolean> =>
  database.$transaction(async (inside) => {
    const { studyId, formIndex, sessionId, now } = lease;
    const taken = await inside.form.updateMany({
      where: { studyId, formIndex, sessionId: null },
      data: { sessionId, leasedAt: now },
    });
    if (taken.count === 0) return false;
    await inside.session.update({
      where: { id: sessionId, studyId, step: "practice" },
      data: { step: "trials" },
    });
    return true;
  });

/** The number of trials of every form that a study could give. */
export async function trialsOfNextForm(database: Database, studyId: string): Promise<number> {
  const form = await database.form.findFirst({
    where: { studyId, sessionId: null },
    orderBy: { formIndex: "asc" },
    select: { _count: { select: { trials: true } } },
  });
  return form?._count.trials ?? 0;
}
