import { z } from "zod";
import { Plan } from "./plan.ts";
import { Note, resultOf } from "./result.ts";

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const Pair = {
  question: z.string().describe("empty where the files have no column of questions"),
  i: z.string(),
  j: z.string(),
};
const Share = z.strictObject({
  share: share.describe("of the votes for i"),
  votes: z.number().min(0),
});

/** How far pairs differ between two files of votes. What `pairlab compare --json` prints. */
export const StudyComparison = z.strictObject({
  status: z.literal("ok"),
  pairs: z.array(
    z.strictObject({
      ...Pair,
      first: Share,
      second: Share,
      difference: resultOf(
        z.strictObject({
          value: z.number().describe("share in the first file less that in the second"),
          standardError: z.number().positive(),
          lower: z.number(),
          upper: z.number(),
          level: z.number(),
          p: share.describe("two-sided, against no difference"),
          adjustedP: share.describe("for the number of pairs and questions in both files"),
          equivalence: z
            .strictObject({ margin: z.number(), p: share, equivalent: z.boolean() })
            .optional()
            .describe("two one-sided tests at .05 that the difference lies inside the margin"),
        }),
      ),
      changed: resultOf(
        z.strictObject({ answered: count, toI: count, toJ: count, exactP: share }),
      ).describe("answers of the same raters on the same prompts; McNemar's exact test"),
      exchanged: resultOf(
        z.strictObject({
          difference: z
            .number()
            .describe("raters' mean preference in the first file less the second"),
          p: share.describe("two-sided"),
          arrangements: z.enum(["all", "drawn"]),
          looked: count,
        }),
      ).describe("permutation test: raters of which none is in both files change places"),
    }),
  ),
  onlyInFirst: z.array(z.strictObject(Pair)),
  onlyInSecond: z.array(z.strictObject(Pair)),
  shared: z
    .strictObject({ raters: count, prompts: count })
    .describe("names in both files: what the files are paired by"),
  options: z.strictObject({
    estimand: z.union([Plan.shape.estimand, z.literal("independent-votes")]),
    ties: z.enum(["half", "drop"]),
    method: z.string(),
    level: z.number(),
    margin: z.number().optional(),
  }),
  notes: z.array(Note),
});
export type StudyComparison = z.infer<typeof StudyComparison>;
