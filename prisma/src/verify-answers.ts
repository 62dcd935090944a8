import { canonicalJson } from "@pairlab/domain/canonical-json";
import { z } from "zod";
import { commitOf } from "./chain-link.ts";
import type { Readable } from "./snapshot.ts";

const Start = z.object({ answersBefore: z.int() });
const Committed = z.looseObject({ sessionId: z.string(), answerId: z.string() });
const nameOf = ({ sessionId, answerId }: { sessionId: string; answerId: string }) =>
  `${sessionId} ${answerId}`;

/**
 * Where a study's answers aren't what its chain committed to: a payload that was changed, an answer that
 * was changed, removed, or added beside the chain. An entry without payload was erased: it says nothing.
 */
export async function verifyAnswers(database: Readable, studyId: string): Promise<string[]> {
  const entries = await database.entry.findMany({ where: { studyId }, orderBy: { seq: "asc" } });
  const answers = await database.answer.findMany({
    where: { session: { studyId, isPreview: false } },
  });
  const rows = new Map(answers.map((answer) => [nameOf(answer), answer]));
  const faults = entries.flatMap((entry) => entryFault(entry, rows) ?? []);
  const listed = new Set(entries.flatMap(committedName));
  const unlisted = answers.filter((answer) => !listed.has(nameOf(answer))).length;
  const before = answersBefore(entries);
  if (unlisted > before) faults.push(`unknown answers: ${unlisted - before} are in no entry`);
  return faults;
}

interface EntryRow {
  seq: number;
  kind: string;
  salt: string | null;
  payload: string | null;
  commit: string;
}

function entryFault(
  { seq, kind, salt, payload, commit }: EntryRow,
  answers: ReadonlyMap<string, Record<string, unknown>>,
): string | undefined {
  if (salt === null || payload === null) return undefined;
  if (commitOf(salt, payload) !== commit)
    return `mismatched payload: entry ${seq} (${kind}) was edited`;
  if (kind !== "answer") return undefined;
  const committed = Committed.parse(JSON.parse(payload));
  const row = answers.get(nameOf(committed));
  if (row === undefined) return `missing answer: entry ${seq} has no row`;
  return isSame(committed, row) ? undefined : `mismatched answer: entry ${seq} was edited`;
}

/** The answer that an entry is about; of an edited entry nobody knows. */
function committedName({ kind, salt, payload, commit }: EntryRow): string[] {
  if (kind !== "answer" || salt === null || payload === null) return [];
  if (commitOf(salt, payload) !== commit) return [];
  return [nameOf(Committed.parse(JSON.parse(payload)))];
}

/** How many answers a study had when its chain began. */
function answersBefore(entries: readonly EntryRow[]): number {
  const payload = entries.find(({ kind }) => kind === "start")?.payload ?? null;
  return payload === null ? 0 : Start.parse(JSON.parse(payload)).answersBefore;
}

/** Whether a row says what was committed; columns that came later are not in older payloads. */
function isSame(committed: Record<string, unknown>, row: Record<string, unknown>): boolean {
  return Object.entries(committed).every(([name, value]) => {
    const kept = row[name];
    const text = kept instanceof Date ? kept.toISOString() : kept;
    return canonicalJson(text ?? null) === canonicalJson(value);
  });
}
