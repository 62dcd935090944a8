import { KnownError } from "@pairlab/domain/errors";
import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import type { Picture } from "./picture.ts";
import { questionPictures, studyPictures } from "./pictures.ts";

/** The charts of a summary by name: of one question, or of the study as a whole. */
export const questionKinds = ["forest", "win-matrix", "elo", "quality-and-time"] as const;
export const studyKinds = ["flow-of-votes", "position-bias", "agreement", "published"] as const;
export type ChartKind = (typeof questionKinds)[number] | (typeof studyKinds)[number];

/**
 * One chart of a summary.
 *
 * Throws: KnownError: input for an unknown question, or several and none named; missing for a chart that there are
 *         no numbers for.
 */
export function namedPicture(summary: Summary, kind: ChartKind, questionId?: string): Picture {
  const picture = isStudyKind(kind)
    ? ofStudy(summary, kind)
    : ofQuestion(summary, kind, asked(summary, questionId));
  if (picture !== undefined) return picture;
  throw new KnownError("missing", `missing numbers: this summary has none for a chart ${kind}`, {
    hint: reasons[kind],
  });
}

const isStudyKind = (kind: ChartKind): kind is (typeof studyKinds)[number] =>
  studyKinds.some((known) => known === kind);

const reasons: Readonly<Record<ChartKind, string>> = {
  forest: "analyse votes of this study first",
  "win-matrix": "analyse votes of this study first",
  elo: "Elo needs decisive votes of every arm",
  "quality-and-time": "it needs pictures made here, whose times are measured, and a common ranking",
  "flow-of-votes": "analyse votes of this study first",
  "position-bias": "analyse votes of this study first",
  agreement: "analyse votes of this study first",
  published: "state published claims in the plan",
};

function ofStudy(summary: Summary, kind: (typeof studyKinds)[number]): Picture | undefined {
  const { flow, position, agreement, published } = studyPictures(summary);
  return { "flow-of-votes": flow, "position-bias": position, agreement, published }[kind];
}

function ofQuestion(
  summary: Summary,
  kind: (typeof questionKinds)[number],
  question: QuestionResult,
): Picture | undefined {
  const { forest, winMatrix, elo, latency } = questionPictures(summary, question);
  return { forest, "win-matrix": winMatrix, elo, "quality-and-time": latency }[kind];
}

function asked({ questions }: Summary, questionId: string | undefined): QuestionResult {
  const [first, second] = questions;
  const ids = questions.map(({ id }) => id).join(", ");
  if (questionId === undefined) {
    if (first !== undefined && second === undefined) return first;
    throw new KnownError("input", `missing --question: the summary has ${questions.length}`, {
      hint: `name one of ${ids}`,
    });
  }
  const found = questions.find(({ id }) => id === questionId);
  if (found !== undefined) return found;
  throw new KnownError("input", `unknown question: ${questionId}`, { hint: `it has ${ids}` });
}
