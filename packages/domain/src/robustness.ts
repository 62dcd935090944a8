import { z } from "zod";
import { QuestionDiagnosis, Slope } from "./diagnosis.ts";
import { Identifier } from "./identifier.ts";
import { Interval } from "./interval.ts";
import { PromptGroup } from "./prompt.ts";
import { resultOf } from "./result.ts";

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const pair = { a: Identifier, b: Identifier };

const ShareOfVotes = resultOf(
  z.strictObject({ share, votes: count, interval: resultOf(Interval) }),
).describe("of votes for a, ties half, with the interval of the plan's estimand");

/** What a part of the votes says alone: a rule that leaves some out or takes more in, and each pair by it. */
export const Subset = z.strictObject({
  rule: z.enum(["fast", "one-sided", "failed-checks", "failed-controls", "repeats"]),
  text: z.string().describe("what was left out or taken in, as the end of a sentence"),
  leftOut: z.strictObject({ votes: count, raters: count }),
  takenIn: count
    .optional()
    .describe("votes that are in no other number; absent: none by this rule"),
  pairs: z.array(
    z.strictObject({
      ...pair,
      share: ShareOfVotes,
      verdictChanges: z
        .boolean()
        .describe("the interval lies elsewhere of one half than with every vote"),
    }),
  ),
});
export type Subset = z.infer<typeof Subset>;

/** A question's pairs by something recorded with each vote; the first group is the one others are held against. */
export const Circumstance = z.strictObject({
  of: z.enum(["display size", "pixel ratio", "input"]),
  unrecorded: count.describe("votes of which it isn't known"),
  groups: z
    .array(
      z.strictObject({
        group: z.string(),
        votes: count,
        raters: count,
        pairs: z
          .array(z.strictObject({ ...pair, share: ShareOfVotes }))
          .describe("empty where there is one group: its shares are the question's"),
      }),
    )
    .min(1),
  differences: z.array(
    z.strictObject({
      ...pair,
      group: z.string(),
      difference: resultOf(
        z.strictObject({
          value: z.number().min(-1).max(1),
          lower: z.number(),
          upper: z.number(),
          p: share.describe("two-sided, against no difference"),
          adjustedP: share.describe("Holm, over all differences of the circumstance and question"),
        }),
      ).describe("the share for a in this group less that in the first"),
    }),
  ),
});
export type Circumstance = z.infer<typeof Circumstance>;

/** How far a question's numbers hang on choices and circumstances: reported beside them, changing none. */
export const Robustness = z.strictObject({
  ties: QuestionDiagnosis.shape.ties,
  tieModels: QuestionDiagnosis.shape.tieModels,
  missing: z.array(
    z.strictObject({
      ...pair,
      planned: count,
      bounds: resultOf(
        z.strictObject({
          lower: share,
          upper: share,
          missing: count,
          conclusionSurvives: z.boolean(),
        }),
      ).describe("the share if all missing votes had gone to b, and to a"),
    }),
  ),
  missingByArm: z
    .array(
      z.strictObject({
        armId: Identifier,
        planned: count,
        missing: count,
        adjustedP: resultOf(share).describe("Fisher's exact test against the other arms, Holm"),
      }),
    )
    .describe("a vote counts for both of its arms"),
  subsets: z.array(Subset),
  categories: z
    .array(
      z.strictObject({
        category: PromptGroup,
        prompts: count,
        pairs: z.array(z.strictObject({ ...pair, share: ShareOfVotes })),
      }),
    )
    .describe(
      "each pair on the prompts of one category alone; none where the set has no categories",
    ),
  sides: z
    .array(
      z.strictObject({
        part: z.enum(["first third", "middle third", "last third"]),
        share: resultOf(z.strictObject({ share, interval: Interval, votes: count })),
      }),
    )
    .describe("share of decisive votes for the left picture, by part of the form"),
  circumstances: z
    .array(Circumstance)
    .optional()
    .describe("display size, pixel ratio and input; absent where votes don't say any of them"),
  fatigue: QuestionDiagnosis.shape.fatigue,
  drift: z.strictObject({
    days: count.describe("days (UTC) from the first vote to the last"),
    pairs: z.array(z.strictObject({ ...pair, slope: Slope })).describe("of the share, by day"),
  }),
  repeats: QuestionDiagnosis.shape.repeats,
  agreement: resultOf(
    z.strictObject({
      alpha: z.number().max(1),
      interval: resultOf(
        z.strictObject({ lower: z.number(), upper: z.number(), level: z.number() }),
      ),
      units: count.describe("pairs on prompts with at least two votes"),
      votes: count.describe("votes on them"),
    }),
  ).describe("Krippendorff's alpha, nominal: the same arm, or a tie"),
});
export type Robustness = z.infer<typeof Robustness>;
