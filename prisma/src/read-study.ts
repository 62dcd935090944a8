import { KnownError } from "@pairlab/domain/errors";
import { Manifest } from "@pairlab/domain/manifest";
import { Plan } from "@pairlab/domain/plan";
import { Study } from "@pairlab/domain/study";
import { Choice, TrialRole, Vote } from "@pairlab/domain/vote";
import { z } from "zod";
import type { Readable } from "./snapshot.ts";

export const StudyState = z.enum(["draft", "open", "paused", "closed"]);
export type StudyState = z.infer<typeof StudyState>;

/** A study's documents with its votes. */
export interface StudyVotes {
  study: Study;
  plan: Plan;
  manifest: Manifest;
  state: StudyState;
  /** Final answers of the sessions that fill a form, by form and trial; skips are among them. */
  votes: Vote[];
  /** Final answers of sessions that didn't finish: kept, counted, not analysed. */
  incompleteVotes: number;
  /** Final answers of sessions that finished a form after somebody else: kept, counted, not analysed. */
  surplusVotes: number;
}

/**
 * Everything an analysis needs of a study.
 *
 * Several queries: ask a `snapshot` of a study that may be open.
 * A vote's id is its rater and trial, so it stays the same whatever is revised.
 * Throws: KnownError (missing) for an unknown study; the hint names those that exist.
 */
export async function readStudyVotes(database: Readable, studyId: string): Promise<StudyVotes> {
  const found = await database.study.findUnique({ where: { id: studyId } });
  if (found === null) throw await unknownStudy(database, studyId);
  const sessions = await database.session.findMany({
    where: { studyId, isPreview: false },
    select: {
      raterId: true,
      finishedAt: true,
      holds: { select: { formIndex: true, finishedAt: true, trials: true } },
      answers: {
        orderBy: { revision: "asc" },
        select: {
          ...{ trialIndex: true, choice: true, rtMs: true, receivedAt: true },
          ...{ inputDevice: true, displayPx: true, devicePixelRatio: true },
        },
      },
    },
  });
  const filling = sessions.flatMap(({ holds, ...session }) =>
    holds !== null && holds.finishedAt !== null ? [{ ...session, form: holds }] : [],
  );
  const others = sessions.filter(({ holds }) => holds === null || holds.finishedAt === null);
  const answersOf = (some: readonly { answers: AnswerRow[] }[]) =>
    some.reduce((sum, { answers }) => sum + finalAnswers(answers).size, 0);
  return {
    study: Study.parse(found.study),
    plan: Plan.parse(found.plan),
    manifest: Manifest.parse(found.manifest),
    state: StudyState.parse(found.state),
    votes: filling
      .sort((one, other) => one.form.formIndex - other.form.formIndex)
      .flatMap(votesOfSession),
    incompleteVotes: answersOf(others.filter(({ finishedAt }) => finishedAt === null)),
    surplusVotes: answersOf(others.filter(({ finishedAt }) => finishedAt !== null)),
  };
}

/** The error for a study that isn't there. */
export async function unknownStudy(database: Readable, studyId: string): Promise<KnownError> {
  const known = await database.study.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  return new KnownError("missing", `unknown study: ${studyId}`, {
    hint:
      known.length === 0
        ? "there are none yet: npx pairlab study create <study.json>"
        : `known: ${known.map(({ id }) => id).join(", ")}`,
  });
}

interface AnswerRow {
  trialIndex: number;
  choice: string;
  rtMs: number;
  receivedAt: Date;
  inputDevice: string;
  displayPx: number;
  devicePixelRatio: number;
}

interface SessionRow {
  raterId: string;
  form: {
    trials: {
      trialIndex: number;
      questionId: string;
      promptId: string;
      left: string;
      right: string;
      role: string;
      expected: string | null;
    }[];
  };
  answers: AnswerRow[];
}

/** The last revision of each trial; rows come in the order of their revisions. */
const finalAnswers = (answers: readonly AnswerRow[]): Map<number, AnswerRow> =>
  new Map(answers.map((answer) => [answer.trialIndex, answer]));

function votesOfSession({ raterId, form, answers }: SessionRow): Vote[] {
  const final = finalAnswers(answers);
  return form.trials
    .sort((one, other) => one.trialIndex - other.trialIndex)
    .flatMap((trial) => {
      const answer = final.get(trial.trialIndex);
      if (answer === undefined) return [];
      return Vote.parse({
        id: `${raterId}.${trial.trialIndex}`,
        questionId: trial.questionId,
        promptId: trial.promptId,
        raterId,
        trialIndex: trial.trialIndex,
        left: trial.left,
        right: trial.right,
        choice: Choice.parse(answer.choice),
        role: TrialRole.parse(trial.role),
        rtMs: answer.rtMs,
        decidedAt: answer.receivedAt.toISOString(),
        ...(trial.expected === null ? {} : { expected: trial.expected }),
        ...circumstances(answer),
      });
    });
}

/** A program has a size it was given, but no screen. */
const circumstances = ({ inputDevice, displayPx, devicePixelRatio }: AnswerRow) => ({
  ...{ inputDevice, displayPx },
  ...(inputDevice === "simulated" ? {} : { devicePixelRatio }),
});
