import { z } from "zod";
import { Insufficient, resultOf } from "./result.ts";

const count = z.int().min(0);
const ends = {
  lower: z.number(),
  upper: z.number(),
  level: z.number().gt(0).lt(1),
  standardError: z.number().min(0),
};

const Alpha = resultOf(
  z.strictObject({
    alpha: z.number().max(1),
    observedDisagreement: z.number().min(0),
    expectedDisagreement: z.number().min(0),
    units: count.describe("items with at least two ratings"),
    ratings: count.describe("ratings of those items"),
    interval: resultOf(z.strictObject({ ...ends, replicates: z.int() })).describe(
      "percentiles over a bootstrap of whole items, widened for few",
    ),
  }),
);

const Cohen = resultOf(
  z.strictObject({
    ...ends,
    kappa: z.number().max(1),
    observed: z.number(),
    expected: z.number(),
    nullStandardError: z.number().min(0),
    z: z.number(),
  }),
);

const ChanceCorrected = resultOf(
  z.strictObject({
    coefficient: z.number().max(1),
    observed: z.number(),
    expected: z.number(),
    subjects: count,
    interval: resultOf(z.strictObject({ ...ends, p: z.number().min(0).max(1) })).describe(
      "Student's t over items",
    ),
  }),
);

const Fleiss = resultOf(
  z.strictObject({
    kappa: z.number().max(1),
    observed: z.number(),
    expected: z.number(),
    nullStandardError: z.number().min(0).describe("for the test against chance only"),
    z: z.number(),
    perCategory: z.array(z.strictObject({ label: z.string(), kappa: resultOf(z.number()) })),
    categoryStandardError: z.number().min(0),
  }),
);

/** How far raters agree, by every coefficient in use. What `pairlab agreement --json` prints. */
export const Agreement = z.discriminatedUnion("status", [
  z.strictObject({
    status: z.literal("ok"),
    ratings: count,
    items: count,
    raters: count,
    missing: count.describe("rows without a label, left out"),
    labels: z.array(z.string()).describe("in the order that ordinal and weighted coefficients use"),
    ordered: z.boolean().describe("false: no order of the labels is known"),
    krippendorff: z.strictObject({ nominal: Alpha, ordinal: Alpha, interval: Alpha, ratio: Alpha }),
    fleiss: Fleiss,
    cohen: z.strictObject({ unweighted: Cohen, linear: Cohen, quadratic: Cohen }),
    gwetAc1: ChanceCorrected,
    brennanPrediger: ChanceCorrected,
    generalisedFleiss: ChanceCorrected,
    options: z.strictObject({ bootstrap: z.int(), seed: z.int(), level: z.number() }),
  }),
  Insufficient,
]);
export type Agreement = z.infer<typeof Agreement>;
