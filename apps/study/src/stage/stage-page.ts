import type { StudyLanguage } from "@pairlab/domain/study-language";
import type { ComponentProps } from "react";
import type { PracticeRunner } from "../ui/practice-runner.tsx";
import type { TrialRunner } from "../ui/trial-runner.tsx";

/** What the script of a page with pictures is given: which page, for whom. JSON inside the page. */
export type StagePage = { language: StudyLanguage; isPreview: boolean } & (
  | { place: "trial"; props: ComponentProps<typeof TrialRunner> }
  | { place: "practice"; props: ComponentProps<typeof PracticeRunner> }
);

/** The id of the element that holds it. */
export const stagePageId = "page";
