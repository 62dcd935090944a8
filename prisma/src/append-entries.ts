import { randomBytes } from "node:crypto";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import { type ChainLink, chainStart, commitOf, hashOf } from "./chain-link.ts";
import type { Readable } from "./snapshot.ts";

/** Something a study's chain commits to. */
export interface NewEntry {
  kind: ChainLink["kind"];
  at: Date;
  payload: unknown;
}

/**
 * Adds to the end of a study's chain, inside the transaction that writes what the entries are about.
 *
 * To be called after that transaction's first write: from then on SQLite lets nobody else write, so the head
 * that is read here is the head.
 *
 * The chain of a study that has answers from before chains begins with their number.
 */
export async function appendEntries(
  inside: Readable,
  studyId: string,
  added: readonly NewEntry[],
): Promise<void> {
  const [first] = added;
  if (first === undefined) return;
  const head = await inside.entry.findFirst({
    where: { studyId },
    orderBy: { seq: "desc" },
    select: { seq: true, hash: true },
  });
  const entries = head === null ? [await startEntry(inside, studyId, added), ...added] : added;
  let { seq, hash } = head ?? { seq: -1, hash: chainStart };
  const rows = entries.map(({ kind, at, payload: content }) => {
    const payload = canonicalJson(content);
    const salt = randomBytes(32).toString("hex");
    const commit = commitOf(salt, payload);
    seq += 1;
    hash = hashOf(hash, { seq, at: at.toISOString(), kind, commit });
    return { studyId, seq, at, kind, commit, hash, salt, payload };
  });
  await inside.entry.createMany({ data: rows });
}

async function startEntry(
  inside: Readable,
  studyId: string,
  added: readonly NewEntry[],
): Promise<NewEntry> {
  const answers = await inside.answer.count({ where: { session: { studyId, isPreview: false } } });
  const now = added.filter(({ kind }) => kind === "answer").length;
  const at = added[0]?.at ?? new Date(0);
  return { kind: "start", at, payload: { studyId, answersBefore: answers - now } };
}
