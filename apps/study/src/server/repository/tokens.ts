import { randomBytes } from "node:crypto";
import type { Database } from "@pairlab/db/client";
import { isDuplicate } from "@pairlab/db/is-duplicate";
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
): Promise<IssuedToken[]> {
  const indexes = issuable(session.answered, trials.length, madeAhead);
  const held = async () =>
    (
      await database.token.findMany({
        where: { sessionId: session.id, trialIndex: { in: indexes } },
      })
    ).map((row) => Row.parse(row));
  const before = await held();
  const needed = new Set(issuable(session.answered, trials.length));
  const ready = before.filter(({ trialIndex }) => needed.has(trialIndex));
  if (ready.length === 2 * needed.size) return before;
  const { wanted, fileOf } = await targets(database, session.studyId, trials, indexes);
  const added = missingTokens(wanted, before, () => randomBytes(24).toString("base64url"));
  onIssued(added.flatMap(({ stimulusId }) => fileOf.get(stimulusId) ?? []));
  try {
    await database.token.createMany({
      data: added.map((token) => ({ ...token, sessionId: session.id, issuedAt: now })),
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return held(); // a second tab asked at the same moment: its tokens are the ones
  }
  return [...before, ...added];
}

async function targets(
  database: Database,
  studyId: string,
  trials: readonly FormTrial[],
  indexes: readonly number[],
): Promise<{ wanted: TokenTarget[]; fileOf: ReadonlyMap<string, string> }> {
  const next = trials.filter(({ index }) => indexes.includes(index));
  const stimuli = await database.stimulus.findMany({
    where: {
      studyId,
      promptId: {
        in: next.flatMap((trial) => [promptOn(trial, "left"), promptOn(trial, "right")]),
      },
    },
    select: { id: true, armId: true, promptId: true, file: true },
  });
  const stimulusOf = (armId: string, promptId: string): string => {
    const found = stimuli.find((one) => one.armId === armId && one.promptId === promptId);
    // Not a KnownError: its message would reach the browser, and it names an arm.
    if (found === undefined)
      throw new Error(`no stimulus of ${armId} for ${promptId} in ${studyId}`);
    return found.id;
  };
  const wanted = next.flatMap((trial) =>
    (["left", "right"] as const).map((side) => ({
      ...{ trialIndex: trial.index, side },
      stimulusId: stimulusOf(trial[side], promptOn(trial, side)),
    })),
  );
  return { wanted, fileOf: new Map(stimuli.map(({ id, file }) => [id, file])) };
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
