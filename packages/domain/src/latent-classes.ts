import { z } from "zod";
import { Failed, Insufficient, Note, resultOf } from "./result.ts";

const share = z.number().min(0).max(1);
const count = z.int().min(0);

/** Raters' error rates and items' classes by Dawid and Skene. What `pairlab dawid-skene` prints. */
export const LatentClasses = z.discriminatedUnion("status", [
  z.strictObject({
    status: z.literal("ok"),
    ratings: count,
    items: z.array(
      z.strictObject({ id: z.string(), posterior: z.array(share).describe("by class") }),
    ),
    classes: z.array(z.string()).describe("the labels, in the order of every list here"),
    marginals: z.array(share).describe("share of items in each class"),
    raters: z.array(
      z.strictObject({
        id: z.string(),
        ratings: count,
        errorRates: z
          .array(resultOf(z.array(share)))
          .describe("a row a true class: the share of each label"),
      }),
    ),
    logLikelihood: z.number(),
    iterations: count,
    missing: count.describe("rows without a label, left out"),
    notes: z.array(Note),
  }),
  Insufficient,
  Failed,
]);
export type LatentClasses = z.infer<typeof LatentClasses>;
