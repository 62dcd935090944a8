import type { DesignForm } from "@pairlab/domain/design";

/** A form's trials as rows of the table `Trial`. */
export const trialRows = (studyId: string, { index: formIndex, trials }: DesignForm) =>
  trials.map(({ index, expected, leftPromptId, rightPromptId, ...trial }) => ({
    ...trial,
    ...{ studyId, formIndex, trialIndex: index },
    expected: expected ?? null,
    leftPromptId: leftPromptId ?? null,
    rightPromptId: rightPromptId ?? null,
  }));
