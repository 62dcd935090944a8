import { z } from "zod";

/** A confidence interval and how it was made. */
export const Interval = z.strictObject({
  kind: z
    .enum(["wilson", "two-way", "by-rater", "by-prompt", "clopper-pearson", "cluster-bootstrap"])
    .describe("two-way: clustered by prompt and rater; wilson: independent votes"),
  level: z.number().gt(0).lt(1),
  lower: z.number(),
  upper: z.number(),
});
export type Interval = z.infer<typeof Interval>;
