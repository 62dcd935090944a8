import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { eloPicture } from "./elo-chart.ts";
import { forestPicture } from "./forest.ts";
import type { Picture } from "./picture.ts";
import { winMatrixPicture } from "./win-matrix.ts";

/** The pictures of one question. There is no Elo picture where there is no Elo. */
export interface QuestionPictures {
  forest: Picture;
  winMatrix: Picture;
  elo?: Picture;
}

/** Every picture that a question's numbers allow. */
export function questionPictures(summary: Summary, question: QuestionResult): QuestionPictures {
  const { elo } = question;
  return {
    forest: forestPicture(summary, question),
    winMatrix: winMatrixPicture(summary, question),
    ...(elo.status === "ok" ? { elo: eloPicture(summary, question, elo.value) } : {}),
  };
}
