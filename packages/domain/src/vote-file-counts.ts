import { z } from "zod";

/** What was read from a vote file, and what of it was left out. */
export const VoteFileCounts = z.strictObject({
  votes: z.number(),
  ties: z.number(),
  bothBad: z.number(),
  leftOut: z.array(z.strictObject({ role: z.string(), votes: z.int() })),
  raters: z.int().optional(),
  prompts: z.int().optional(),
});
export type VoteFileCounts = z.infer<typeof VoteFileCounts>;
