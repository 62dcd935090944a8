import { displaySizes } from "@pairlab/domain/display";
import type { Plan } from "@pairlab/domain/plan";
import type { Study } from "@pairlab/domain/study";
import type { StudyLanguage } from "@pairlab/domain/study-language";
import { studyLanguages } from "@pairlab/study/core/local-study";
import { minimumWindow, type WindowSize } from "@pairlab/study/core/minimum-window";

/** Who comes: from which window, reading which language. */
export interface VisitorKind {
  displayPx: number;
  window: WindowSize;
  language: StudyLanguage;
}

const tallEnoughPx = 20_000; // for any prompt: the width alone decides

/** One kind for each of a study's display sizes and languages. */
export function visitorKinds({ display }: Plan, study: Study): VisitorKind[] {
  return displaySizes(display).flatMap(({ displayPx }) =>
    studyLanguages(study).map((language) => ({
      ...{ displayPx, language },
      window: { widthPx: minimumWindow(displayPx, null).widthPx, heightPx: tallEnoughPx },
    })),
  );
}
