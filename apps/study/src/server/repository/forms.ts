import { appendEntries } from "@pairlab/db/append-entries";
import type { Database } from "@pairlab/db/client";
import type { Readable } from "@pairlab/db/snapshot";
import { holdingSigns } from "../../core/lease.ts";

/** When it is, and how long a silence ends a lease. */
export interface LeaseClock {
  now: Date;
  idleMs: number;
}

/** Whether anybody else can start: a form that nobody holds, or whose holder is silent for too long. */
export async function hasFreeForm(
  database: Database,
  studyId: string,
  clock: LeaseClock,
): Promise<boolean> {
  const free = await database.form.findFirst({
    where: { studyId, finishedAt: null, OR: unheld(clock) },
    select: { formIndex: true },
  });
  return free !== null;
}

/** The ways a form can be nobody's. */
function unheld({ now, idleMs }: LeaseClock) {
  const { fromMs, toMs } = holdingSigns(now.getTime(), idleMs);
  return [
    { sessionId: null },
    { renewedAt: { lt: new Date(fromMs) } },
    { renewedAt: { gt: new Date(toMs) } },
  ];
}

interface Lease extends LeaseClock {
  studyId: string;
  sessionId: string;
  /** In which size the pictures of a form will be shown to this session. */
  displayPxOf: (formIndex: number, inside: Readable) => Promise<number>;
}

/**
 * Gives a form to a session that has practised, and moves it to its trials.
 *
 * The lowest form that is free; a lapsed one is given whole, from its first trial on. Nobody who consented is
 * turned away: where none is free, it is a form that others have too, and who finishes it first fills it.
 * Asked twice, by a second tab say, it does nothing.
 */
export async function leaseForm(database: Database, lease: Lease): Promise<void> {
  const { studyId, sessionId, now } = lease;
  await database.$transaction(async (inside) => {
    // Written first: SQLite's leases take turns from here on, and each sees the one before it.
    const moved = await inside.session.updateMany({
      where: { id: sessionId, studyId, step: "practice" },
      data: { step: "trials" },
    });
    if (moved.count === 0) return;
    const { isPreview } = await inside.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: { isPreview: true },
    });
    const own = isPreview ? undefined : await takeFreeForm(inside, lease);
    const formIndex = own ?? (await sharedForm(inside, studyId));
    const displayPx = await lease.displayPxOf(formIndex, inside);
    await inside.session.update({ where: { id: sessionId }, data: { displayPx } });
    await inside.lease.create({ data: { sessionId, studyId, formIndex, leasedAt: now } });
    if (isPreview) return;
    const payload = { sessionId, formIndex, place: own === undefined ? "shared" : "own" };
    await appendEntries(inside, studyId, [{ kind: "lease", at: now, payload }]);
  });
}

/** One conditional update takes the form: where another session was faster, the next one is tried. */
async function takeFreeForm(inside: Readable, lease: Lease): Promise<number | undefined> {
  const { studyId, sessionId, now } = lease;
  for (;;) {
    const isFree = { studyId, finishedAt: null, OR: unheld(lease) };
    const free = await inside.form.findFirst({
      where: isFree,
      orderBy: { formIndex: "asc" },
      select: { formIndex: true },
    });
    if (free === null) return undefined;
    const taken = await inside.form.updateMany({
      where: { ...isFree, formIndex: free.formIndex },
      data: { sessionId, renewedAt: now },
    });
    if (taken.count === 1) return free.formIndex;
  }
}

/** The form that needs another person most: unfinished, then had by the fewest, then the lowest. */
async function sharedForm(inside: Readable, studyId: string): Promise<number> {
  const forms = await inside.form.findMany({
    where: { studyId },
    orderBy: [{ leases: { _count: "asc" } }, { formIndex: "asc" }],
    select: { formIndex: true, finishedAt: true },
  });
  const needed = forms.find(({ finishedAt }) => finishedAt === null) ?? forms[0];
  if (needed === undefined) throw new RangeError(`study ${studyId} has no forms`);
  return needed.formIndex;
}

interface Holder {
  id: string;
  studyId: string;
  formIndex: number;
}

/**
 * A sign of life: the session's form stays its own, or becomes its own again when nobody holds it.
 *
 * Changes one row when the form is the session's from now on, none when somebody else holds or has filled it.
 * To be awaited, or put into the transaction of what was the sign.
 */
export const renewLease = (database: Readable, session: Holder, clock: LeaseClock) =>
  database.form.updateMany({
    where: {
      ...{ studyId: session.studyId, formIndex: session.formIndex, finishedAt: null },
      leases: { some: { sessionId: session.id, session: { isPreview: false } } },
      OR: [{ sessionId: session.id }, ...unheld(clock)],
    },
    data: { sessionId: session.id, renewedAt: clock.now },
  });

/** The number of trials of every form that a study could give. */
export async function trialsOfNextForm(database: Database, studyId: string): Promise<number> {
  const form = await database.form.findFirst({
    where: { studyId },
    orderBy: { formIndex: "asc" },
    select: { _count: { select: { trials: true } } },
  });
  return form?._count.trials ?? 0;
}
