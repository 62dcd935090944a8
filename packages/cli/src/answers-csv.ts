import type { Readable } from "@pairlab/db/snapshot";
import { AnswerRow } from "@pairlab/domain/answer-row";
import { displaySizes } from "@pairlab/domain/display";
import type { Plan } from "@pairlab/domain/plan";
import { csv } from "./csv.ts";

const columns = Object.keys(AnswerRow.shape);

/**
 * Every answer of a study, the superseded ones among them, by form, person, trial and revision: `answers.csv`.
 *
 * Left out on purpose: what people wrote in their own words, session ids, researchers' looks.
 */
export async function answersCsv(database: Readable, studyId: string, plan: Plan): Promise<string> {
  const sessions = await answeringSessions(database, studyId);
  const kernels = new Map(displaySizes(plan.display).map((one) => [one.displayPx, one.kernel]));
  const rows = sessions.flatMap((session) => {
    const kept = new Map(session.answers.map((one) => [key(one.trialIndex, one.revision), one]));
    return session.answers.map((answer) => {
      const { trialIndex, revision } = answer;
      return answerRow(session, answer, {
        kernel: kernels.get(answer.displayPx) ?? null,
        superseded: kept.has(key(trialIndex, revision + 1)),
        undoOf: kept.get(key(trialIndex, revision - 1))?.answerId ?? null,
      });
    });
  });
  return csv(columns, rows);
}

async function answeringSessions(database: Readable, studyId: string) {
  const found = await database.session.findMany({
    where: { studyId, isPreview: false, lease: { isNot: null } },
    select: {
      ...{ raterId: true, finishedAt: true },
      holds: { select: { finishedAt: true } },
      lease: { select: { formIndex: true, form: { select: { trials: true } } } },
      answers: { orderBy: [{ trialIndex: "asc" }, { revision: "asc" }] },
    },
  });
  return found.toSorted(
    (one, other) =>
      (one.lease?.formIndex ?? 0) - (other.lease?.formIndex ?? 0) ||
      (one.raterId < other.raterId ? -1 : 1),
  );
}

type AnsweringSession = Awaited<ReturnType<typeof answeringSessions>>[number];
type KeptAnswer = AnsweringSession["answers"][number];

const key = (trialIndex: number, revision: number) => `${trialIndex} ${revision}`;

function answerRow(
  { raterId, finishedAt, holds, lease }: AnsweringSession,
  answer: KeptAnswer,
  beside: { kernel: string | null; superseded: boolean; undoOf: string | null },
): (string | number)[] {
  const trial = lease?.form.trials.find(({ trialIndex }) => trialIndex === answer.trialIndex);
  if (lease === null || trial === undefined)
    throw new RangeError(`an answer to trial ${answer.trialIndex}, which isn't in the form`);
  const isSimulated = answer.inputDevice === "simulated";
  const screen = (value: number): number | null => (isSimulated ? null : value);
  const finished = holds !== null && holds.finishedAt !== null ? "fills" : "surplus";
  const row = AnswerRow.parse({
    ...{ rater: raterId, form: lease.formIndex },
    outcome: finishedAt === null ? "incomplete" : finished,
    ...{ trial: answer.trialIndex, revision: answer.revision, superseded: beside.superseded },
    ...{ answer: answer.answerId, undo_of: beside.undoOf },
    ...{ question: trial.questionId, prompt: trial.promptId, left: trial.left, right: trial.right },
    ...{ role: trial.role, choice: answer.choice, skip_reason: answer.skipReason },
    ...{ input_device: answer.inputDevice, presentation: answer.presentation },
    ...{ onset_ms: answer.onsetMs, rt_ms: answer.rtMs },
    ...{ load_ms_left: screen(answer.loadMsLeft), load_ms_right: screen(answer.loadMsRight) },
    ...{ zoom_ms: answer.zoomMs, flips: answer.flips, hidden_ms: answer.hiddenMs },
    ...{ blur_count: answer.blurCount, premature_presses: screen(answer.prematurePresses) },
    ...{ stimulus_px: answer.stimulusPx, display_px: answer.displayPx, kernel: beside.kernel },
    device_pixel_ratio: screen(answer.devicePixelRatio),
    window_width_px: screen(answer.windowWidthPx),
    window_height_px: screen(answer.windowHeightPx),
    received_at: answer.receivedAt.toISOString(),
  });
  return Object.values(row).map((value) =>
    typeof value === "number" ? value : String(value ?? ""),
  );
}
