import { AnswerRow } from "@pairlab/domain/answer-row";
import { CommentRow } from "@pairlab/domain/comment-row";
import { z } from "zod";

/** What each column means, from the schemas that every row has passed: `codebook.json`. */
export const codebook = () => ({
  version: 1,
  "answers.csv": z.toJSONSchema(AnswerRow).properties,
  "comments.csv": {
    isPublic: false,
    description: "what people wrote in their own words; written apart, by study export --comments",
    columns: z.toJSONSchema(CommentRow).properties,
  },
});
