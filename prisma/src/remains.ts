import type { Readable } from "./snapshot.ts";

/** What the database holds of somebody. */
export interface Remains {
  raterId: string;
  /** The form they were given; null: none yet. */
  formIndex: number | null;
  /** Whether that form's votes are theirs, it is kept for them, or it is somebody else's. */
  place: "fills" | "holds" | "shared" | "none";
  answers: number;
  comments: number;
  /** Sentences that they wrote about a pair. */
  notes: number;
  /** Ids that a recruitment service gave them: 0 or 1. */
  ids: number;
}

/** What there is of a session; undefined when there is no such session. */
export async function remainsOf(
  database: Readable,
  sessionId: string,
): Promise<Remains | undefined> {
  const found = await database.session.findUnique({
    where: { id: sessionId },
    select: {
      raterId: true,
      lease: { select: { formIndex: true } },
      holds: { select: { finishedAt: true } },
      identity: { select: { sessionId: true } },
      _count: { select: { answers: true, comments: true } },
    },
  });
  if (found === null) return undefined;
  const { raterId, lease, holds, identity, _count } = found;
  return {
    raterId,
    formIndex: lease?.formIndex ?? null,
    place: placeOf(lease, holds),
    ..._count,
    notes: await database.answer.count({ where: { sessionId, skipNote: { not: null } } }),
    ids: identity === null ? 0 : 1,
  };
}

function placeOf(lease: object | null, holds: { finishedAt: Date | null } | null) {
  if (holds !== null) return holds.finishedAt === null ? "holds" : "fills";
  return lease === null ? "none" : "shared";
}
