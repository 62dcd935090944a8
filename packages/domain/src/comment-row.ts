import { z } from "zod";
import { Identifier, Timestamp } from "./identifier.ts";

/** What somebody wrote in their own words: a row of `comments.csv`, which is never part of what is published. */
export const CommentRow = z.strictObject({
  rater: Identifier.describe("pseudonym of one person in one study"),
  about: z
    .enum(["study", "difficulty", "pair"])
    .describe(
      "study: the open question of the last page; difficulty: its scale, 1 very easy to 5 very hard; pair: what was wrong with one",
    ),
  trial: z.int().min(0).nullable().describe("0-based place in the form, of what is about a pair"),
  reason: z.string().nullable().describe("why the pair was skipped"),
  text: z
    .string()
    .describe(
      "as it was written; behind an apostrophe where a spreadsheet would take it for a formula",
    ),
  received_at: Timestamp,
});
export type CommentRow = z.infer<typeof CommentRow>;
