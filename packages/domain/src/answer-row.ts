import { z } from "zod";
import { Identifier, Timestamp } from "./identifier.ts";
import { Choice, TrialRole } from "./vote.ts";

const number = z.number().min(0);
const recorded = number.nullable();
const count = z.int().min(0);

/**
 * One answer with everything that was recorded about it: a row of `answers.csv`.
 *
 * null is an empty field: not recorded, or, of a simulated answer, something that only a screen has.
 */
export const AnswerRow = z.strictObject({
  rater: Identifier.describe("pseudonym of one person in one study"),
  form: count.describe("the form they were given"),
  outcome: z
    .enum(["fills", "surplus", "incomplete"])
    .describe("of the session: only answers of those who fill their form are votes"),
  trial: count.describe("0-based place in the form"),
  revision: count.describe("0; after each Undo one more"),
  superseded: z.boolean().describe("true: a later revision of the same trial counts instead"),
  answer: z.string().describe("id made by the browser"),
  undo_of: z.string().nullable().describe("id of the answer this one takes back"),
  question: Identifier,
  prompt: Identifier,
  left: Identifier.describe("arm on the left"),
  right: Identifier.describe("arm on the right"),
  role: TrialRole,
  choice: Choice,
  skip_reason: z.string().nullable().describe("load-failed, not-shown, offensive or other"),
  input_device: z.string().describe("key, pointer, touch, assistive or simulated"),
  presentation: count.describe("times this pair had been shown to this person; 0: it never loaded"),
  onset_ms: recorded.describe("ms from the page's start to the frame that showed both pictures"),
  rt_ms: number.describe("ms from that frame to the press"),
  load_ms_left: recorded.describe(
    "ms from asking for the picture until it was decoded or given up",
  ),
  load_ms_right: recorded.describe(
    "ms from asking for the picture until it was decoded or given up",
  ),
  zoom_ms: recorded.describe("ms in the closer view"),
  flips: recorded.describe("times the closer view was opened"),
  hidden_ms: recorded.describe("ms in which the page wasn't visible"),
  blur_count: recorded.describe("times the window lost the focus"),
  premature_presses: count
    .nullable()
    .describe("presses that were no answer: held, doubled or too early"),
  stimulus_px: recorded.describe("side of the picture file, pixels"),
  display_px: count.describe("side of a picture on the screen, CSS pixels"),
  kernel: z.string().nullable().describe("how pictures were brought to that size"),
  device_pixel_ratio: recorded.describe("device pixels a CSS pixel"),
  window_width_px: count.nullable().describe("inner width of the window, CSS pixels"),
  window_height_px: count.nullable().describe("inner height of the window, CSS pixels"),
  received_at: Timestamp,
});
export type AnswerRow = z.infer<typeof AnswerRow>;
