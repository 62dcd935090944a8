import { canonicalJson } from "@pairlab/domain/canonical-json";
import { z } from "zod";
import { commitOf } from "./chain-link.ts";
import { unnamedFaults } from "./empty-entries.ts";
import type { Readable } from "./snapshot.ts";

const Start = z.object({ answersBefore: z.int() });
const Committed = z.looseObject({});

type Row = Readonly<Record<string, unknown>>;

/** What has a row of its own beside its entry, and by which columns the row is found. */
const keptKinds = {
  answer: ["sessionId", "answerId"],
  comment: ["sessionId", "kind"],
} as const;
type KeptKind = keyof typeof keptKinds;

const isKept = (kind: string): kind is KeptKind => kind in keptKinds;
const nameOf = (kind: KeptKind, row: Row): string =>
  [kind, ...keptKinds[kind].map((column) => String(row[column]))].join(" ");

/**
 * Where a study's answers and comments aren't what its chain committed to: a payload that was changed, a row that
 * was changed or removed, an answer that was added beside the chain, an entry that is empty without an erasure.
 */
export async function verifyAnswers(database: Readable, studyId: string): Promise<string[]> {
  const entries = await database.entry.findMany({ where: { studyId }, orderBy: { seq: "asc" } });
  const theirs = { where: { session: { studyId, isPreview: false } } };
  const answers = await database.answer.findMany(theirs);
  const comments = await database.comment.findMany(theirs);
  const rows = new Map<string, Row>([
    ...answers.map((row) => [nameOf("answer", row), row] as const),
    ...comments.map((row) => [nameOf("comment", row), row] as const),
  ]);
  const faults = entries.flatMap((entry) => entryFault(entry, rows) ?? []);
  const listed = new Set(entries.flatMap(committedName));
  const unlisted = answers.filter((answer) => !listed.has(nameOf("answer", answer))).length;
  const before = answersBefore(entries);
  if (unlisted > before) faults.push(`unknown answers: ${unlisted - before} are in no entry`);
  return [...faults, ...unnamedFaults(entries)];
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
  rows: ReadonlyMap<string, Row>,
): string | undefined {
  if (salt === null || payload === null) return undefined;
  if (commitOf(salt, payload) !== commit)
    return `mismatched payload: entry ${seq} (${kind}) was edited`;
  if (!isKept(kind)) return undefined;
  const committed = Committed.parse(JSON.parse(payload));
  const row = rows.get(nameOf(kind, committed));
  if (row === undefined) return `missing ${kind}: entry ${seq} has no row`;
  return isSame(committed, row) ? undefined : `mismatched ${kind}: entry ${seq} was edited`;
}

/** The row that an entry is about; of an edited entry nobody knows. */
function committedName({ kind, salt, payload, commit }: EntryRow): string[] {
  if (!isKept(kind) || salt === null || payload === null) return [];
  if (commitOf(salt, payload) !== commit) return [];
  return [nameOf(kind, Committed.parse(JSON.parse(payload)))];
}

/** How many answers a study had when its chain began. */
function answersBefore(entries: readonly EntryRow[]): number {
  const payload = entries.find(({ kind }) => kind === "start")?.payload ?? null;
  return payload === null ? 0 : Start.parse(JSON.parse(payload)).answersBefore;
}

/** Whether a row says what was committed; columns that came later are not in older payloads. */
function isSame(committed: Row, row: Row): boolean {
  return Object.entries(committed).every(([name, value]) => {
    const kept = row[name];
    const text = kept instanceof Date ? kept.toISOString() : kept;
    return canonicalJson(text ?? null) === canonicalJson(value);
  });
}
