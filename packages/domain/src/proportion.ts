import { z } from "zod";
import { Note, resultOf } from "./result.ts";

const share = z.number().min(0).max(1);
const open = z.number().gt(0).lt(1);
const count = z.int().min(0);
const Ends = z.strictObject({ lower: z.number(), upper: z.number() });

const ChiSquare = resultOf(z.strictObject({ statistic: z.number().min(0), p: share }));
const notes = z.array(Note).describe("always iidAssumed");

/** Wins out of independent votes. What `pairlab proportion one` prints. */
export const Proportion = z.strictObject({
  wins: count,
  votes: count,
  p0: open,
  level: open,
  share: resultOf(share),
  intervals: resultOf(
    z.strictObject({
      wilson: Ends,
      wilsonContinuity: Ends,
      clopperPearson: Ends,
      jeffreys: Ends,
      jeffreysUnadjusted: Ends,
      agrestiCoull: Ends.describe("may leave 0 to 1"),
      wald: Ends.describe("for comparison only"),
    }),
  ),
  test: resultOf(
    z.strictObject({
      minimumLikelihood: share,
      doubled: share,
      midP: share,
      greater: share,
      less: share,
      score: share,
    }),
  ).describe("p against p0"),
  notes,
});
export type Proportion = z.infer<typeof Proportion>;

/** Two shares of different independent votes. What `pairlab proportion two` prints. */
export const ProportionDifference = z.strictObject({
  a: z.strictObject({ wins: count, votes: count }),
  b: z.strictObject({ wins: count, votes: count }),
  level: open,
  difference: resultOf(z.number()),
  intervals: resultOf(z.strictObject({ newcombe: Ends, wald: Ends })),
  fisherP: resultOf(share),
  pooled: resultOf(z.strictObject({ z: z.number(), p: share })),
  notes,
});
export type ProportionDifference = z.infer<typeof ProportionDifference>;

/** The same votes asked twice. What `pairlab proportion paired` prints. */
export const PairedProportions = z.strictObject({
  both: count,
  first: count,
  second: count,
  neither: count,
  level: open,
  difference: resultOf(z.number()),
  newcombe: resultOf(Ends),
  mcnemar: z.strictObject({
    chiSquare: ChiSquare,
    corrected: ChiSquare,
    exact: share,
    midP: share,
  }),
  notes,
});
export type PairedProportions = z.infer<typeof PairedProportions>;

const ExactPower = z.strictObject({ minimumLikelihood: share, doubled: share });
const Size = z.strictObject({
  normal: z.number().gt(0),
  arcsine: z.number().gt(0),
});

/** Independent votes to tell a share from another. What `pairlab proportion size` prints. */
export const ProportionSize = z.strictObject({
  p1: open,
  p0: open,
  alpha: open.describe("two-sided"),
  power: open,
  oneSample: Size.describe("votes to tell p1 from a fixed p0; not rounded"),
  exact: resultOf(z.strictObject({ first: count, throughout: count })).describe(
    "the doubled exact test: first reached, and from where on it holds",
  ),
  twoSamples: Size.describe("votes in each of two groups; not rounded"),
  atVotes: z
    .strictObject({
      votes: count,
      exact: ExactPower,
      twoSamples: share.describe("with as many votes in each group"),
    })
    .optional(),
  clustered: z
    .strictObject({
      perCluster: z.number().min(1),
      icc: share,
      designEffect: z.number().min(1),
      votes: count.describe("the normal votes, rounded up, times the design effect, rounded up"),
    })
    .optional(),
  notes,
});
export type ProportionSize = z.infer<typeof ProportionSize>;
