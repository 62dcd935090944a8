import { Choice } from "@pairlab/domain/vote";
import { z } from "zod";

const milliseconds = z.number().min(0).max(86_400_000);
const pixels = z.int().min(1).max(32_768);

/** Why a pair was left without a preference. */
export const SkipReason = z.enum(["load-failed", "not-shown", "offensive", "other"]);
export type SkipReason = z.infer<typeof SkipReason>;

/** One committed choice as the browser sends it. It names a trial by its place and nothing else. */
export const AnswerSubmission = z
  .strictObject({
    answerId: z.uuid().describe("made by the browser: sent twice, it counts once"),
    trialIndex: z.int().min(0).max(399).describe("0-based place in the form"),
    revision: z.int().min(0).max(100).describe("0; after each Undo one more: the last counts"),
    choice: Choice,
    skipReason: SkipReason.nullable().describe("null: it isn't a skip"),
    skipNote: z.string().min(1).max(200).nullable().describe("one line in a person's own words"),
    inputDevice: z.enum(["key", "pointer", "touch", "assistive"]),
    presentation: z.int().min(0).max(10_000).describe("times shown so far; 0: it never loaded"),
    onsetMs: milliseconds
      .nullable()
      .describe("the frame that showed both pictures, since the page began; null: there was none"),
    rtMs: milliseconds.describe("both pictures visible to the press"),
    loadMsLeft: milliseconds.describe("asked for to decoded, or to given up"),
    loadMsRight: milliseconds.describe("asked for to decoded, or to given up"),
    zoomMs: milliseconds.describe("in the closer view, of rtMs"),
    flips: z.int().min(0).max(100_000).describe("times the closer view was opened"),
    hiddenMs: milliseconds.describe("page not visible (another tab, minimised), of rtMs"),
    blurCount: z.int().min(0).max(100_000).describe("times the window lost the focus"),
    prematurePresses: z.int().min(0).max(100_000).describe("presses that were no answer"),
    stimulusPx: pixels.nullable().describe("side of the picture file; null: it never loaded"),
    displayPx: z.int().min(64).max(1024).describe("side on the screen, CSS pixels"),
    devicePixelRatio: z.number().gt(0).max(16).describe("device pixels a CSS pixel"),
    windowWidthPx: pixels.describe("inner width, CSS pixels"),
    windowHeightPx: pixels.describe("inner height, CSS pixels"),
  })
  .refine(
    ({ presentation, choice, rtMs }) => presentation > 0 || (choice === "skip" && rtMs === 0),
    { error: "a pair that was never shown can only be skipped, without a response time" },
  )
  .refine(({ choice, skipReason }) => (choice === "skip") === (skipReason !== null), {
    error: "a skip has a reason, and nothing else has one",
  })
  .refine(({ skipReason, skipNote }) => skipNote === null || skipReason !== null, {
    error: "only a skip has a note",
  });
export type AnswerSubmission = z.infer<typeof AnswerSubmission>;
