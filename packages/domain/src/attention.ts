import { z } from "zod";
import { Interval } from "./interval.ts";
import { resultOf } from "./result.ts";

const count = z.int().min(0);
const share = resultOf(
  z.strictObject({ share: z.number().min(0).max(1), interval: Interval }),
).describe("with an interval clustered by rater");

/** What trials beside the planned ones say of how people looked: no ground to leave anybody out. */
export const Attention = z.strictObject({
  checks: z
    .strictObject({
      answered: count,
      failed: count.describe("answered otherwise than asked"),
      raters: count.describe("who answered at least one"),
      flagged: count.describe("raters who failed two or more"),
      share: share.describe("of answered checks that failed"),
    })
    .optional(),
  wrongPrompt: z
    .strictObject({
      answered: count,
      failed: count.describe("chose the picture of another prompt, or none"),
      share: share.describe("of answered controls that failed"),
    })
    .optional(),
  samePicture: z
    .strictObject({
      answered: count,
      ties: count,
      leftShare: share.describe("of decisive answers: there is nothing but the side to choose by"),
    })
    .optional(),
});
export type Attention = z.infer<typeof Attention>;
