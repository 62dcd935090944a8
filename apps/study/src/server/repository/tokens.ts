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

/** The picture tokens of the next trials, made where there are none yet. Asking twice gives the same. */
export async function issueTokens(database: Database, issue: Issue): Promise<IssuedToken[]> {
  const { session, trials, now, onIssued } = issue;
  const indexes = issuable(session.answered, trials.length);
  if (indexes.length === 0) return [];
  const held = async () =>
    (
      await database.token.findMany({
        where: { sessionId: session.id, trialIndex: { in: indexes } },
      })
    ).map((row) => Row.parse(row));
  const before = await held();
  if (before.length === 2 * indexes.length) return before;
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
  return (await database.token.count({ where: { sessionId, trialIndex } })) === 2;
}
