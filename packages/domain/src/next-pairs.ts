import { z } from "zod";
import { Failed, Insufficient, Note } from "./result.ts";
import { VoteFileCounts } from "./vote-file-counts.ts";

const Pair = z.strictObject({
  a: z.string(),
  b: z.string(),
  gain: z.number().min(0).describe("nats that one more vote is expected to tell"),
});

const rest = { counts: VoteFileCounts, notes: z.array(Note) };

/** Which pairs to show next. What `pairlab next-pairs` prints. */
export const NextPairs = z.discriminatedUnion("status", [
  z.strictObject({
    status: z.literal("ok"),
    n: z.number().min(0).describe("decisive votes so far"),
    items: z.array(
      z.strictObject({ id: z.string(), mean: z.number(), variance: z.number().gt(0) }),
    ),
    pairs: z.array(Pair).describe("the most telling first"),
    batch: z.array(Pair).describe("the most telling pairs that link all items"),
    ...rest,
  }),
  Insufficient.extend(rest),
  Failed.extend(rest),
]);
export type NextPairs = z.infer<typeof NextPairs>;
