import { z } from "zod";
import { Arm } from "./arm.ts";
import { Attention } from "./attention.ts";
import { ChainReport } from "./chain-report.ts";
import { Identifier, Sha256, Timestamp } from "./identifier.ts";
import { ImportedArm } from "./imported-manifest.ts";
import { Interval } from "./interval.ts";
import { LeakStanding } from "./leak-evidence.ts";
import { PictureWarning } from "./painting-trace.ts";
import { Plan } from "./plan.ts";
import { PublishedClaim } from "./published.ts";
import { resultOf } from "./result.ts";
import { Robustness } from "./robustness.ts";

const share = z.number().min(0).max(1);
const count = z.int().min(0);

/** The data behind one number. Units: votes, persons, prompts. */
export const SampleSize = z.strictObject({ votes: count, raters: count, prompts: count });
export type SampleSize = z.infer<typeof SampleSize>;

/** How often arm `a` was preferred to arm `b`, for one question. Ties count half. */
export const PairResult = z.strictObject({
  a: Identifier,
  b: Identifier,
  n: SampleSize,
  winsA: count,
  winsB: count,
  ties: count,
  winRate: resultOf(
    z.strictObject({
      share: share.describe("share of votes for a"),
      wilson: Interval.describe("votes taken as independent: for comparison"),
      clustered: resultOf(
        z.strictObject({
          interval: Interval,
          standardError: z.number().min(0),
          effectiveN: z
            .number()
            .min(0)
            .describe("independent votes that would be as informative as these"),
        }),
      ).describe("votes clustered as the plan's estimand says; its interval is the primary one"),
    }),
  ),
});
export type PairResult = z.infer<typeof PairResult>;

/** Elo by the ADD rule: K = 1, start 1000, mean over shuffled orders of the same votes. */
export const EloResult = resultOf(
  z.strictObject({
    orders: z.int().positive(),
    k: z.number().positive(),
    start: z.number(),
    items: z.array(
      z.strictObject({
        armId: Identifier,
        elo: z.number(),
        orderSd: z.number().min(0).describe("spread over vote orders: noise, not an interval"),
        games: count,
        interval: resultOf(Interval).describe("cluster bootstrap, as the plan's estimand says"),
      }),
    ),
  }),
);
export type EloResult = z.infer<typeof EloResult>;

/** Bradley-Terry strengths, natural log, mean 0; standard errors clustered as the plan's estimand says. */
export const BradleyTerryResult = resultOf(
  z.strictObject({
    items: z.array(
      z.strictObject({
        armId: Identifier,
        logStrength: z.number(),
        standardError: z.number().min(0),
        elo400: z.number().describe("1000 + logStrength · 400 / ln 10"),
        elo400Interval: Interval,
      }),
    ),
    iterations: count,
    logLikelihood: z.number(),
  }),
);
export type BradleyTerryResult = z.infer<typeof BradleyTerryResult>;

/** The verdict on one hypothesis of the plan. */
export const HypothesisResult = z.strictObject({
  id: Identifier,
  questionId: Identifier,
  a: Identifier,
  b: Identifier,
  expects: z.enum(["a", "b", "different"]),
  test: resultOf(
    z.strictObject({
      share: share.describe("share of votes for a"),
      p: share.describe(
        "two-sided, share against one half; under 1 - level when the interval leaves out one half",
      ),
      adjustedP: share.describe("after the plan's multiplicity rule"),
      verdict: z.enum(["supported", "contradicted", "inconclusive"]),
    }),
  ),
});
export type HypothesisResult = z.infer<typeof HypothesisResult>;

/** A comparison that no hypothesis of the plan is about. */
export const ExploratoryResult = z.strictObject({
  questionId: Identifier,
  a: Identifier,
  b: Identifier,
  q: resultOf(share).describe("Benjamini-Hochberg over all comparisons that weren't planned"),
});
export type ExploratoryResult = z.infer<typeof ExploratoryResult>;

const ends = z.strictObject({ lower: z.number(), upper: z.number() });

/** A published claim beside this study's number. */
export const PublishedResult = z.strictObject({
  claim: PublishedClaim,
  ours: resultOf(
    z.strictObject({ share, standardError: z.number().positive(), interval: Interval }),
  ).describe("share of votes for the claim's a"),
  verdict: z.enum([
    "reproduced",
    "differs",
    "inconclusive",
    "not comparable",
    "not published as numbers",
    "not confirmed",
  ]),
  difference: z
    .strictObject({ value: z.number(), standardError: z.number(), ninety: ends, ninetyFive: ends })
    .optional()
    .describe("ours less theirs; absent where there is nothing to compare"),
  direction: z
    .enum(["supported", "contradicted", "inconclusive"])
    .optional()
    .describe("of the arm they say is preferred, by this study's interval; absent without both"),
  remarks: z.array(z.string()),
});
export type PublishedResult = z.infer<typeof PublishedResult>;

/** Everything measured for one question. */
export const QuestionResult = z.strictObject({
  id: Identifier,
  title: z.string(),
  text: z.string(),
  n: SampleSize,
  skips: count,
  pairs: z.array(PairResult),
  elo: EloResult,
  bradleyTerry: BradleyTerryResult,
  leftShare: resultOf(z.strictObject({ share, interval: Interval, n: SampleSize })).describe(
    "share of decisive votes for the left picture: position bias",
  ),
  responseTimeMs: resultOf(
    z.strictObject({ median: z.number(), p10: z.number(), p90: z.number() }),
  ),
  robustness: Robustness,
});
export type QuestionResult = z.infer<typeof QuestionResult>;

/** An arm with what a picture of it cost; of imported ones both are what somebody stated. */
export const SummaryArm = z.union([
  Arm.extend({
    medianSecondsPerImage: z.number().min(0),
    picturesTimed: count.describe("pictures the median is of"),
    warnings: z
      .array(z.strictObject({ code: PictureWarning.shape.code, promptIds: z.array(Identifier) }))
      .optional()
      .describe(
        "remarks on how its pictures were made, with the prompts; left out where there are none",
      ),
  }),
  ImportedArm.extend({
    medianSecondsPerImage: z.number().min(0).nullable().describe("null: nobody stated it"),
  }),
]);
export type SummaryArm = z.infer<typeof SummaryArm>;

/** All numbers of a study, computed from its votes and its plan and nothing else. `summary.json`. */
export const Summary = z.strictObject({
  version: z.literal(2),
  method: z.string().describe("name and version of the analysis"),
  study: z.strictObject({
    id: Identifier,
    title: z.string(),
    mode: z.enum(["live", "simulated"]),
  }),
  plan: Plan.describe("as analysed, defaults filled in"),
  planSha256: Sha256,
  votesSha256: Sha256.describe("of the analysed votes.csv"),
  missingSha256: Sha256.describe("of missing.csv: planned votes that aren't there, with reasons"),
  manifestSha256: Sha256.describe("of the run's manifest as canonical JSON"),
  arms: z.array(SummaryArm),
  prompts: z.array(z.strictObject({ id: Identifier, text: z.string() })),
  firstVoteAt: Timestamp.optional(),
  lastVoteAt: Timestamp.optional(),
  counts: z.strictObject({
    votesPlanned: count,
    votes: count.describe("trial votes that were analysed"),
    leftOut: z
      .array(z.strictObject({ reason: z.string(), votes: count }))
      .describe(
        "planned votes that were not analysed, by reason; with `votes` they make up the plan",
      ),
    raters: count,
    prompts: count,
  }),
  seed: z.int(),
  chain: ChainReport.optional().describe(
    "of the answers behind the votes; absent for simulated votes and for votes that came without one",
  ),
  attention: Attention.optional().describe("absent where no form has checks or controls"),
  leaks: LeakStanding.optional().describe("absent where it wasn't tested"),
  questions: z.array(QuestionResult),
  eloAverage: resultOf(z.array(z.strictObject({ armId: Identifier, elo: z.number() }))).describe(
    "mean over the questions, as ADD reports it",
  ),
  hypotheses: z.array(HypothesisResult),
  exploratory: z.strictObject({
    tests: count.describe("tests that ran on this study's votes, the planned ones among them"),
    pairs: z.array(ExploratoryResult),
  }),
  published: z.array(PublishedResult).describe("in the plan's order"),
  preliminary: z
    .array(z.string())
    .describe("why the result must be read as preliminary; empty: final"),
});
export type Summary = z.infer<typeof Summary>;
