import { z } from "zod";
import { Failed, Insufficient, Note, Undetermined } from "./result.ts";
import { VoteFileCounts } from "./vote-file-counts.ts";

const NoNumber = z.discriminatedUnion("status", [Insufficient, Undetermined, Failed]);
const share = z.number().min(0).max(1);

/** Ends of an interval and how it was made. */
export const ShareInterval = z.strictObject({
  kind: z.enum([
    "wilson",
    "two-way",
    "by-rater",
    "by-prompt",
    "clopper-pearson",
    "bootstrap-by-rater",
    "bootstrap-by-prompt",
    "bootstrap-two-way",
    "bootstrap-by-vote",
    "bca-by-rater",
    "bca-by-prompt",
    "studentised-by-rater",
    "studentised-by-prompt",
  ]),
  level: z.number().gt(0).lt(1),
  lower: share,
  upper: share,
});
export type ShareInterval = z.infer<typeof ShareInterval>;

const Rate = {
  n: z.number().min(0).describe("votes, or their weight"),
  wins: z.number().min(0),
  ties: z.number().min(0),
  losses: z.number().min(0),
  share: z.union([share, NoNumber]),
  interval: z.union([ShareInterval, NoNumber]),
  p: z.number().min(0).max(1).optional().describe("two-sided, against one half"),
  pHolm: z.number().min(0).max(1).optional().describe("corrected for the number of pairs"),
  pMaxT: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe("of a bootstrap: corrected by the largest |t| of each replicate"),
  signP: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("exact sign test of decisive votes, as if they were independent"),
  notes: z.array(Note).optional(),
};

/** How often one item was preferred to all others it met. */
export const ItemRate = z.strictObject({
  id: z.string(),
  ...Rate,
  opponents: z.int().min(0),
  averageWinRate: z
    .union([share, NoNumber])
    .describe("mean over opponents met of the share against each"),
});
export type ItemRate = z.infer<typeof ItemRate>;

/** How often the first of a pair was preferred to the second. */
export const PairRate = z.strictObject({ a: z.string(), b: z.string(), ...Rate });
export type PairRate = z.infer<typeof PairRate>;

/** Win rates of one question. */
export const WinRates = z.strictObject({
  status: z.enum(["ok", "insufficient"]),
  reason: z.string().optional(),
  question: z.string().nullable(),
  n: z.number().min(0),
  items: z.array(ItemRate),
  pairs: z.array(PairRate),
  counts: VoteFileCounts,
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  notes: z.array(Note),
});
export type WinRates = z.infer<typeof WinRates>;

/** What `pairlab winrate` prints: one question's rates, or a list of them with `--by question`. */
export const WinRateDocument = z.union([
  WinRates,
  z.strictObject({ questions: z.array(WinRates) }),
]);
