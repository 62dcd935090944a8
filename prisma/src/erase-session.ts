import { KnownError } from "@pairlab/domain/errors";
import { appendEntries } from "./append-entries.ts";
import type { Database } from "./client.ts";
import { countVotes } from "./count-votes.ts";
import { type Remains, remainsOf } from "./remains.ts";
import type { Readable } from "./snapshot.ts";

/** What went with somebody, and what became of the study. */
export interface Erased extends Remains {
  /** Entries of the study's chain whose payload and salt are gone; their commitments stay. */
  entries: number;
  /** Votes that an analysis counts. */
  votes: { before: number; after: number };
  /** Of the form that was theirs: free for somebody else, or filled by whoever finished it next. */
  form: "open" | "passed on" | "none";
  /** Planned trials of the form that have no vote any more. */
  slots: number;
}

/** Whom to erase, and when. */
export interface ErasureRequest {
  studyId: string;
  sessionId: string;
  now: Date;
}

/** Ends a transaction that was only to be looked at. */
class Rehearsed extends Error {
  readonly erased: Erased;
  constructor(erased: Erased) {
    super("rolled back");
    this.erased = erased;
  }
}

const limits = { maxWait: 30_000, timeout: 120_000 };

/**
 * Everything that a session left, taken out of the database in one transaction: all of it or nothing.
 *
 * The chain keeps its links, and one more says which of them are empty from now on. A form that the session
 * held is open again; one that it filled goes to whoever finished it next, where somebody has.
 *
 * `isRehearsal`: the same, rolled back. The bytes leave the file with `scrubDatabase`.
 * Throws: KnownError (conflict) when somebody else has just erased it.
 */
export async function eraseSession(
  database: Database,
  request: ErasureRequest,
  isRehearsal = false,
): Promise<Erased> {
  try {
    return await database.$transaction(async (inside) => {
      const erased = await eraseInside(inside, request);
      if (isRehearsal) throw new Rehearsed(erased);
      return erased;
    }, limits);
  } catch (error) {
    if (error instanceof Rehearsed) return error.erased;
    throw error;
  }
}

async function eraseInside(inside: Readable, request: ErasureRequest): Promise<Erased> {
  const { studyId, sessionId, now } = request;
  const theirs = { where: { sessionId } };
  // Written first: from here on nobody else writes, and what is read is what goes.
  await inside.token.deleteMany(theirs);
  const remains = await remainsOf(inside, sessionId);
  if (remains === undefined)
    throw new KnownError("conflict", "missing session: it was erased meanwhile", {
      hint: "there is nothing left to do",
    });
  const before = await countVotes(inside, studyId);
  const { reference, person, isPreview } = await inside.session.findUniqueOrThrow({
    where: { id: sessionId },
  });
  const { formIndex } = remains;
  await inside.erasure.create({
    data: { sessionId, studyId, reference, person, formIndex, erasedAt: now },
  });
  const emptied = await emptyEntries(inside, request);
  const form = await passFormOn(inside, request);
  await inside.answer.deleteMany(theirs);
  await inside.comment.deleteMany(theirs);
  await inside.identity.deleteMany(theirs);
  await inside.lease.deleteMany(theirs);
  await inside.refusal.updateMany({ where: { reference }, data: { reference: null } });
  await inside.session.delete({ where: { id: sessionId } });
  const payload = { studyId, emptied };
  if (!isPreview) await appendEntries(inside, studyId, [{ kind: "erasure", at: now, payload }]);
  const votes = { before, after: await countVotes(inside, studyId) };
  return { ...remains, entries: emptied.length, votes, ...form };
}

/** The places in the chain of what was the session's, once they are empty. */
async function emptyEntries(
  inside: Readable,
  { studyId, sessionId }: ErasureRequest,
): Promise<number[]> {
  const rows = await inside.$queryRaw<{ seq: number | bigint }[]>`
    UPDATE "Entry" SET "salt" = NULL, "payload" = NULL
    WHERE "studyId" = ${studyId}
      AND CASE WHEN json_valid("payload") THEN json_extract("payload", '$.sessionId') END = ${sessionId}
    RETURNING "seq"`;
  return rows.map(({ seq }) => Number(seq)).sort((one, other) => one - other);
}

/** A form that was filled belongs to the next who finished it; one that nobody else finished is free. */
async function passFormOn(
  inside: Readable,
  { studyId, sessionId }: ErasureRequest,
): Promise<Pick<Erased, "form" | "slots">> {
  const held = await inside.form.findUnique({ where: { sessionId } });
  if (held === null) return { form: "none", slots: 0 };
  const { formIndex } = held;
  const next = await inside.session.findFirst({
    where: {
      ...{ id: { not: sessionId }, isPreview: false, finishedAt: { not: null } },
      lease: { studyId, formIndex },
    },
    orderBy: { finishedAt: "asc" },
    select: { id: true, finishedAt: true },
  });
  const sessionOfForm = next?.id ?? null;
  const finishedAt = next?.finishedAt ?? null;
  await inside.form.update({
    where: { studyId_formIndex: { studyId, formIndex } },
    data: { sessionId: sessionOfForm, renewedAt: finishedAt, finishedAt },
  });
  if (next !== null) return { form: "passed on", slots: 0 };
  const slots = await inside.trial.count({ where: { studyId, formIndex, role: "trial" } });
  return { form: "open", slots };
}
