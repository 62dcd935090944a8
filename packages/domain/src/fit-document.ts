import { z } from "zod";
import { Failed, Insufficient, Note, resultOf, Undetermined } from "./result.ts";
import { VoteFileCounts } from "./vote-file-counts.ts";

/** A word in the place of a number that can't be had. */
const NoNumber = z.discriminatedUnion("status", [Insufficient, Undetermined, Failed]);
const NumberOrWord = z.union([z.number(), NoNumber]);
const Infinite = z.strictObject({
  kind: z.literal("infinite"),
  sign: z.union([z.literal(1), z.literal(-1)]),
});

/** Percentiles of a bootstrap, simultaneous ranks beside them where asked for. */
export const FitInterval = z.strictObject({
  kind: z.enum([
    "bootstrap-by-rater",
    "bootstrap-by-prompt",
    "bootstrap-two-way",
    "bootstrap-by-vote",
  ]),
  level: z.number().gt(0).lt(1),
  lower: z.number(),
  upper: z.number(),
  sd: z.number().min(0).describe("standard deviation over replicates"),
});

/** An item of a fitted model. Log strengths are natural logs, relative to the reference or with mean 0. */
export const FitItem = z.strictObject({
  id: z.string(),
  logStrength: NumberOrWord.optional(),
  se: NumberOrWord.optional(),
  elo400: NumberOrWord.optional().describe("1000 + 400/ln 10 × log strength with mean 0"),
  unadjusted: z.number().optional().describe("log strength of the fit without covariates"),
  component: z.int().min(0).optional().describe("place in `components`"),
  elo: NumberOrWord.optional().describe("rating by the rule, mean over orders"),
  orderSd: NumberOrWord.optional().describe("spread over orders: noise of the rule, not of votes"),
  interval: z.union([FitInterval, NoNumber]).optional(),
  rank: z
    .strictObject({ lower: z.int().min(1), upper: z.int().min(1) })
    .optional()
    .describe("simultaneous interval of the rank; 1 is best"),
  arenaRank: z
    .int()
    .min(1)
    .optional()
    .describe(
      "as arena boards have it: 1 + items whose interval lies wholly above; not simultaneous",
    ),
});
export type FitItem = z.infer<typeof FitItem>;

/** What `pairlab fit` prints. */
export const FitDocument = z.strictObject({
  status: z.enum(["ok", "insufficient", "undetermined", "failed"]),
  reason: z.string().optional().describe("why there is no common result"),
  have: z.number().optional(),
  need: z.number().optional(),
  model: z.enum(["bt", "davidson", "rao-kupper", "elo", "crowd-bt"]),
  reference: z.string().nullable(),
  n: z.number().min(0).describe("votes in the fit"),
  items: z.array(FitItem),
  position: z
    .strictObject({ estimate: z.number(), se: NumberOrWord })
    .nullable()
    .describe("log odds that being on the left adds"),
  tie: z
    .strictObject({
      name: z.enum(["logNu", "logTheta"]),
      estimate: z.union([z.number(), Infinite]),
      se: NumberOrWord,
    })
    .nullable(),
  covariates: z
    .array(
      z.strictObject({
        name: z.string(),
        scale: z.number().min(0).describe("root mean square: what an effect of 1 stands for"),
        estimate: z.union([z.number(), Infinite, NoNumber]),
        se: NumberOrWord,
      }),
    )
    .optional()
    .describe("log odds that each adds for the left, per root mean square"),
  logLikelihood: z.number().optional().describe("without binomial coefficients"),
  goodness: z
    .strictObject({
      deviance: z.number().min(0),
      df: z
        .int()
        .describe("pairs, or pairs and sides, less parameters; twice the pairs with ties modelled"),
      p: resultOf(z.number().min(0).max(1)),
      residuals: z
        .array(
          z.strictObject({
            a: z.string(),
            b: z.string(),
            n: z.number().gt(0),
            observed: z.number(),
            expected: z.number(),
            z: z.number(),
          }),
        )
        .describe("the pairs that strengths explain worst, up to ten; shares of a"),
      circles: resultOf(
        z.strictObject({ triples: z.int(), circular: z.int(), share: z.number().min(0).max(1) }),
      ).describe("three items that beat each other in a circle"),
    })
    .optional()
    .describe("of the fit without covariates"),
  raters: z
    .array(z.strictObject({ id: z.string(), reliability: z.number(), votes: z.number() }))
    .optional(),
  components: z.array(z.array(z.string())),
  between: z
    .array(
      z.strictObject({
        better: z.int(),
        worse: z.int(),
        contrast: Infinite,
        lower: z
          .strictObject({ level: z.number().gt(0).lt(1), value: NumberOrWord })
          .optional()
          .describe(
            "the least it can be, one-sided by profile likelihood: mean log strength of the better less the worse",
          ),
      }),
    )
    .optional()
    .describe("components of which one always won: the difference is infinite"),
  tiedWithBest: z
    .array(z.string())
    .optional()
    .describe("items that no other is clearly better than"),
  counts: VoteFileCounts,
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  notes: z.array(Note),
});
export type FitDocument = z.infer<typeof FitDocument>;

/** What `pairlab fit --by question` prints. */
export const FitsByQuestion = z.strictObject({
  questions: z.array(z.strictObject({ question: z.string(), fit: FitDocument })),
});
