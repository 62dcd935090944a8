import { z } from "zod";
import { Identifier, Timestamp } from "./identifier.ts";

/** Where a participant's preference went. `left` and `right` are screen positions. */
export const Choice = z.enum(["left", "right", "tie", "both_bad", "skip"]);
export type Choice = z.infer<typeof Choice>;

/** What a trial is for. Only `trial` enters ratings. */
export const TrialRole = z.enum(["trial", "repeat", "check", "control"]);
export type TrialRole = z.infer<typeof TrialRole>;

/** The final answer to one trial, joined with what was shown where. */
export const Vote = z.strictObject({
  id: Identifier,
  questionId: Identifier,
  promptId: Identifier,
  raterId: Identifier.describe("pseudonym of one person in one study"),
  trialIndex: z.int().min(0).describe("0-based place in the rater's form"),
  left: Identifier.describe("arm shown on the left"),
  right: Identifier.describe("arm shown on the right"),
  choice: Choice,
  role: TrialRole,
  rtMs: z.number().min(0).describe("milliseconds from both pictures visible to the answer"),
  decidedAt: Timestamp,
});
export type Vote = z.infer<typeof Vote>;
