import { AnswerRow } from "@pairlab/domain/answer-row";
import { z } from "zod";

/** What each column of `answers.csv` means, from the schema that every row has passed: `codebook.json`. */
export const codebook = () => ({
  version: 1,
  "answers.csv": z.toJSONSchema(AnswerRow).properties,
});
