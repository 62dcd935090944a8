import { z } from "zod";
import { Note, resultOf } from "./result.ts";
import { VoteFileCounts } from "./vote-file-counts.ts";

const share = z.number().min(0).max(1);
const open = z.number().gt(0).lt(1);
const Ends = z.strictObject({ lower: share, upper: share });

/** When a study may stop early for its effect. What `pairlab sequential bounds` prints. */
export const GroupSequentialBounds = z.strictObject({
  shape: z.string(),
  alpha: open.describe("one-sided"),
  looks: z.array(
    z.strictObject({
      information: z.number().gt(0).describe("inverse clustered variance over the planned one"),
      criticalZ: z.number().describe("stop when z exceeds this"),
      stageLevel: share.describe("the one-sided p-value that goes with it"),
      alphaSpent: share.describe("chance, without an effect, to have stopped by this look"),
    }),
  ),
});

/** What is known of a share at any time, for independent votes. */
export const Evidence = z.strictObject({
  wins: z.number().min(0),
  n: z.number().min(0),
  share: resultOf(share),
  p0: open,
  level: open,
  mixture: z.strictObject({ a: z.number().gt(0), b: z.number().gt(0) }),
  logEvidence: resultOf(z.number()).describe("against p0, natural log"),
  interval: resultOf(Ends).describe("holds the share at all times together"),
  target: z
    .strictObject({ halfWidth: z.number().gt(0), votes: resultOf(z.int()) })
    .optional()
    .describe("votes until the interval is as narrow, if the share stays"),
  notes: z.array(Note),
});
export type Evidence = z.infer<typeof Evidence>;

/** Wald's test. What `pairlab sequential ratio` prints. */
export const ProbabilityRatio = z.strictObject({
  p0: open,
  p1: open,
  alpha: open,
  beta: open,
  upper: z.number().describe("stop for p1 at or above this log likelihood ratio"),
  lower: z.number().describe("stop for p0 at or below it"),
  stepWin: z.number(),
  stepLoss: z.number(),
});

const RatioState = z.strictObject({
  decision: z.enum(["p1", "p0", "continue"]),
  votes: z.int(),
  logRatio: z.number(),
});

/** Where each pair of a file of votes stands, at any time. What `pairlab sequential watch` prints. */
export const SequentialWatch = z.strictObject({
  pairs: z.array(
    z.strictObject({
      a: z.string(),
      b: z.string(),
      raters: resultOf(
        z.strictObject({
          ...Ends.shape,
          n: z.int().min(1).describe("raters: one mean preference each"),
          mean: share,
        }),
      ).describe("raters like these, on these prompts"),
      votes: Evidence.describe("decisive votes taken as independent"),
      ratio: resultOf(RatioState).optional().describe("Wald's test, votes as independent"),
    }),
  ),
  counts: VoteFileCounts,
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  notes: z.array(Note),
});
export type SequentialWatch = z.infer<typeof SequentialWatch>;
