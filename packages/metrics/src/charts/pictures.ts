import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { agreementPicture } from "./agreement-chart.ts";
import { eloPicture } from "./elo-chart.ts";
import { flowPicture } from "./flow-chart.ts";
import { forestPicture } from "./forest.ts";
import { latencyPicture } from "./latency-chart.ts";
import type { Picture } from "./picture.ts";
import { positionPicture } from "./position-chart.ts";
import { publishedPicture } from "./published-chart.ts";
import { winMatrixPicture } from "./win-matrix.ts";

/** The pictures of one question. There is none of what there is no number for. */
export interface QuestionPictures {
  forest: Picture;
  winMatrix: Picture;
  elo?: Picture;
  latency?: Picture;
}

/** The pictures of a whole study. There is none of published claims where the plan names none. */
export interface StudyPictures {
  flow: Picture;
  position: Picture;
  agreement: Picture;
  published?: Picture;
}

/** Every picture that a question's numbers allow. */
export function questionPictures(summary: Summary, question: QuestionResult): QuestionPictures {
  const { elo } = question;
  const latency = latencyPicture(summary, question);
  return {
    forest: forestPicture(summary, question),
    winMatrix: winMatrixPicture(summary, question),
    ...(elo.status === "ok" ? { elo: eloPicture(summary, question, elo.value) } : {}),
    ...(latency === undefined ? {} : { latency }),
  };
}

/** Every picture that a study's numbers allow besides those of its questions. */
export const studyPictures = (summary: Summary): StudyPictures => ({
  flow: flowPicture(summary),
  position: positionPicture(summary),
  agreement: agreementPicture(summary),
  ...(summary.published.length === 0 ? {} : { published: publishedPicture(summary) }),
});
