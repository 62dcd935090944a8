import { z } from "zod";
import { resultOf } from "./result.ts";

const estimate = {
  value: z.number(),
  standardError: z.number().min(0),
  lower: z.number(),
  upper: z.number(),
};

/** A mean from many outputs of an instrument and few labels. What `pairlab instrument mean` prints. */
export const InstrumentMean = z.strictObject({
  outputs: z.int().min(0).describe("cases without a label"),
  labels: z.int().min(0),
  predictionPowered: resultOf(
    z.strictObject({
      ...estimate,
      level: z.number(),
      labelsAlone: z.strictObject(estimate),
      addsNothing: z.boolean(),
    }),
  ),
  corrected: resultOf(
    z.strictObject({
      value: z.number(),
      lower: z.number(),
      upper: z.number(),
      level: z.number(),
      replicates: z.int(),
    }),
  )
    .optional()
    .describe("by sensitivity and specificity, when outputs and labels are all 0 or 1"),
});
export type InstrumentMean = z.infer<typeof InstrumentMean>;

/** Distances from a target beside what chance alone makes. What `pairlab instrument target` prints. */
export const TargetDistances = z.strictObject({
  n: z.int().min(0),
  categories: z.int().min(1),
  distances: z.array(
    z.strictObject({
      name: z.enum(["total-variation", "mean-absolute-difference", "jensen-shannon-bits"]),
      found: resultOf(
        z.strictObject({
          seen: z.number().min(0),
          nullMean: z.number().min(0).describe("of a model that is exactly on target"),
          excess: z.number().describe("seen less expected"),
          p: z.number().gt(0).max(1),
          draws: z.int(),
        }),
      ),
    }),
  ),
});
export type TargetDistances = z.infer<typeof TargetDistances>;
