import { z } from "zod";
import { Identifier } from "./identifier.ts";
import { PowerDesign } from "./power-design.ts";
import { resultOf } from "./result.ts";

const share = z.number().min(0).max(1);
const count = z.int().min(0);

/** The power of a schedule, from simulated studies that went through the real analysis. */
export const SchedulePower = z.strictObject({
  raters: count,
  votes: count.describe("planned; drop-out takes some of them"),
  pairs: z.array(
    z.strictObject({
      a: Identifier,
      b: Identifier,
      share,
      power: share.describe("share of simulated studies that found it, in its true direction"),
      powerInterval: z
        .strictObject({ lower: share, upper: share })
        .describe("Wilson, 95 %: what the number of replicates leaves open"),
      halfWidth: resultOf(z.number().min(0)).describe("of the interval of the share, on average"),
      withoutInterval: share.describe("simulated studies in which there was none"),
    }),
  ),
  weakest: share.describe("the smallest of these powers"),
});
export type SchedulePower = z.infer<typeof SchedulePower>;

/** What `pairlab power --json` prints. */
export const PowerEstimate = z.strictObject({
  status: z.literal("ok"),
  schedule: SchedulePower,
  cost: z.number().min(0).optional(),
  minutesPerRater: z.number().min(0).optional(),
  smallest: resultOf(SchedulePower).describe(
    "the fewest raters of this kind of schedule that reach the power asked for, same random numbers",
  ),
  formula: resultOf(
    z.strictObject({
      votes: z.number().describe("independent votes, normal approximation, before rounding up"),
      exact: resultOf(z.strictObject({ first: count, throughout: count })),
    }),
  ).describe("one pair, votes taken as independent: a lower bound of what clustered votes need"),
  assumptions: PowerDesign,
  pilot: z
    .array(
      z.strictObject({
        a: Identifier,
        b: Identifier,
        spreads: resultOf(
          z.strictObject({
            share,
            promptSd: z.number().min(0),
            raterSd: z.number().min(0),
            votes: count,
          }),
        ),
      }),
    )
    .optional()
    .describe("what the spreads were estimated from, by pair; their root mean square was taken"),
});
export type PowerEstimate = z.infer<typeof PowerEstimate>;
