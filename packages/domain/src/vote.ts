import { z } from "zod";
import { Identifier, Timestamp } from "./identifier.ts";

/** Where a participant's preference went. `left` and `right` are screen positions. */
export const Choice = z.enum(["left", "right", "tie", "both_bad", "skip"]);
export type Choice = z.infer<typeof Choice>;

/** What a trial is for. Only `trial` enters ratings. */
export const TrialRole = z.enum(["trial", "repeat", "check", "control"]);
export type TrialRole = z.infer<typeof TrialRole>;

/** What somebody answered with; `simulated` for raters who don't exist. */
export const InputDevice = z.enum(["key", "pointer", "touch", "assistive", "simulated"]);
export type InputDevice = z.infer<typeof InputDevice>;

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
  expected: z
    .enum(["left", "right"])
    .optional()
    .describe("of a check: the side it asks for; of a control: the side that shows the prompt"),
  displayPx: z
    .int()
    .positive()
    .optional()
    .describe(
      "side of a picture on the screen, CSS pixels; absent, like the next two: not recorded",
    ),
  devicePixelRatio: z.number().positive().optional().describe("device pixels a CSS pixel"),
  inputDevice: InputDevice.optional(),
});
export type Vote = z.infer<typeof Vote>;
