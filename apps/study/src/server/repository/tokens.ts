import { randomBytes } from "node:crypto";
import type { Database } from "@pairlab/db/client";
import { openReader, openWriter, type Reads } from "@pairlab/db/writer";
import { at } from "@pairlab/domain/at";
import { z } from "zod";
import {
  type IssuedToken,
  issuable,
  missingTokens,
  type Side,
  type TokenTarget,
} from "../../core/blinding.ts";
import type { FormTrial } from "./form-trials.ts";

const Row = z.object({
  token: z.string(),
  trialIndex: z.int(),
  side: z.enum(["left", "right"]),
  stimulusId: z.string(),
});

const Stimulus = z.object({ id: z.string(), file: z.string() });

interface Issue {
  session: { id: string; studyId: string; answered: number };
  trials: readonly FormTrial[];
  now: Date;
  /** Told the files of what is issued now, by their names in the largest size. */
  onIssued(files: readonly string[]): void;
}

/** Trials whose tokens are made at once: more than are told, so that most answers have none to write. */
const madeAhead = 12;
/** Sessions whose next tokens this process knows; a token never changes. */
const mostKnown = 2048;
const known = new Map<string, readonly IssuedToken[]>();

/** The picture tokens of the next trials, made where there are none yet. Asking twice gives the same. */
export async function issueTokens(database: Database, issue: Issue): Promise<IssuedToken[]> {
  const { session, trials } = issue;
  const indexes = new Set(issuable(session.answered, trials.length));
  const told = (tokens: readonly IssuedToken[]) =>
    tokens.filter(({ trialIndex }) => indexes.has(trialIndex));
  const before = told(known.get(session.id) ?? []);
  if (before.length === 2 * indexes.size) return before;
  const tokens = await heldOrMade(database, issue);
  remember(session.id, tokens);
  return told(tokens);
}

function remember(sessionId: string, tokens: readonly IssuedToken[]): void {
  known.delete(sessionId);
  known.set(sessionId, tokens);
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
}

async function heldOrMade(
  database: Database,
  { session, trials, now, onIssued }: Issue,
): Promise<readonly IssuedToken[]> {
  const reads = await openReader(database);
  const indexes = issuable(session.answered, trials.length, madeAhead);
  const before = heldTokens(reads, session.id, indexes);
  const needed = new Set(issuable(session.answered, trials.length));
  const ready = before.filter(({ trialIndex }) => needed.has(trialIndex));
  if (ready.length === 2 * needed.size) return before;
  const targets = indexes.flatMap((index) => targetsOf(reads, session.studyId, at(trials, index)));
  const added = missingTokens(targets, before, () => randomBytes(24).toString("base64url"));
  const fileOf = new Map(targets.map(({ stimulusId, file }) => [stimulusId, file]));
  onIssued(added.flatMap(({ stimulusId }) => fileOf.get(stimulusId) ?? []));
  const write = await openWriter(database);
  return write((inside) => {
    // A second tab that asked at the same moment has made some: then those are the ones.
    for (const { token, trialIndex, side, stimulusId } of added)
      inside.run(insert, [token, session.id, trialIndex, side, stimulusId, now]);
    return heldTokens(inside, session.id, indexes);
  });
}

const insert = `INSERT INTO "Token" ("token", "sessionId", "trialIndex", "side", "stimulusId", "issuedAt")
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

const heldTokens = (reads: Reads, sessionId: string, indexes: readonly number[]): IssuedToken[] =>
  reads
    .all(
      `SELECT "token", "trialIndex", "side", "stimulusId" FROM "Token"
       WHERE "sessionId" = ? AND "trialIndex" BETWEEN ? AND ? ORDER BY "trialIndex", "side"`,
      [sessionId, indexes[0] ?? 0, indexes.at(-1) ?? -1],
    )
    .map((row) => Row.parse(row));

/** What the two tokens of a trial stand for, with the picture's file. */
function targetsOf(
  reads: Reads,
  studyId: string,
  trial: FormTrial,
): (TokenTarget & { file: string })[] {
  return (["left", "right"] as const).map((side) => {
    const asked = [studyId, trial[side], promptOn(trial, side)];
    const found = reads.first(
      `SELECT "id", "file" FROM "Stimulus" WHERE "studyId" = ? AND "armId" = ? AND "promptId" = ?`,
      asked,
    );
    // Not a KnownError: its message would reach the browser, and it names an arm.
    if (found === undefined)
      throw new Error(`no stimulus of ${asked.slice(1).join(" for ")} in ${studyId}`);
    const { id: stimulusId, file } = Stimulus.parse(found);
    return { trialIndex: trial.index, side, stimulusId, file };
  });
}

/** Whose picture stands on a side: the prompt's, but in a control with a wrong prompt. */
const promptOn = ({ promptId, leftPromptId, rightPromptId }: FormTrial, side: Side): string =>
  (side === "left" ? leftPromptId : rightPromptId) ?? promptId;

/** What a token was issued for; undefined for every text that isn't one. */
export async function findToken(
  database: Database,
  token: string,
): Promise<{ sessionId: string; studyId: string; file: string } | undefined> {
  const found = await database.token.findUnique({
    where: { token },
    select: { sessionId: true, stimulusId: true },
  });
  if (found === null) return undefined;
  const stimulus = await database.stimulus.findUniqueOrThrow({
    where: { id: found.stimulusId },
    select: { studyId: true, file: true },
  });
  return { sessionId: found.sessionId, ...stimulus };
}

/** Whether both pictures of a trial were ever offered to a session. */
export async function wasIssued(
  database: Database,
  sessionId: string,
  trialIndex: number,
): Promise<boolean> {
  const ours = (known.get(sessionId) ?? []).filter((token) => token.trialIndex === trialIndex);
  return (
    ours.length === 2 || (await database.token.count({ where: { sessionId, trialIndex } })) === 2
  );
}
