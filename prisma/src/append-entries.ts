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
  await inside.entry.createMany({ data: linked(studyId, head, entries) });
}

/** The end of a chain: what the next link follows. */
export interface ChainHead {
  seq: number;
  hash: string;
}

/** The rows of entries that follow a head; null: they are the first. */
export function linked(studyId: string, head: ChainHead | null, entries: readonly NewEntry[]) {
  let { seq, hash } = head ?? { seq: -1, hash: chainStart };
  return entries.map(({ kind, at, payload: content }) => {
    const payload = canonicalJson(content);
    const salt = randomBytes(32).toString("hex");
    const commit = commitOf(salt, payload);
    seq += 1;
    hash = hashOf(hash, { seq, at: at.toISOString(), kind, commit });
    return { studyId, seq, at, kind, commit, hash, salt, payload };
  });
}

async function startEntry(
  inside: Readable,
  studyId: string,
  added: readonly NewEntry[],
): Promise<NewEntry> {
  const answers = await inside.answer.count({ where: { session: { studyId, isPreview: false } } });
  return startOf(studyId, answers, added);
}

/** The first entry of a chain whose study has so many answers with those that are added. */
export function startOf(studyId: string, answers: number, added: readonly NewEntry[]): NewEntry {
  const now = added.filter(({ kind }) => kind === "answer").length;
  const at = added[0]?.at ?? new Date(0);
  return { kind: "start", at, payload: { studyId, answersBefore: answers - now } };
}
