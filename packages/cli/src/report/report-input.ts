import type { Study } from "@pairlab/domain/study";
import type { Summary } from "@pairlab/domain/summary";
import type { Picture } from "@pairlab/metrics/charts/picture";

/** A chart with its drawing. */
export interface Figure {
  picture: Picture;
  png: Uint8Array;
  svg: string;
  pdf: Uint8Array;
}

/** The charts of one question; there is none of what there is no number for. */
export interface QuestionFigures {
  questionId: string;
  forest: Figure;
  winMatrix: Figure;
  elo?: Figure;
  latency?: Figure;
}

/** The charts of the whole study; there is none of published claims where the plan names none. */
export interface StudyFigures {
  flow: Figure;
  position: Figure;
  agreement: Figure;
  published?: Figure;
}

/** A prompt with each arm's picture. */
export interface Example {
  promptId: string;
  promptText: string;
  pictures: readonly { armId: string; armLabel: string; png: Uint8Array }[];
}

/** Everything a report page is a function of. */
export interface ReportInput {
  summary: Summary;
  /** Without its completion code. */
  study: Study;
  figures: readonly QuestionFigures[];
  studyFigures: StudyFigures;
  /** None when the run's pictures aren't at hand. */
  examples: readonly Example[];
  /** How the examples were chosen, as part of a sentence. */
  examplesRule: string;
}
