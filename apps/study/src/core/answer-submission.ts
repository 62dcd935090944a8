import { Choice } from "@pairlab/domain/vote";
import { z } from "zod";

const milliseconds = z.number().min(0).max(86_400_000);
const pixels = z.int().min(1).max(32_768);

/** One committed choice as the browser sends it. It names a trial by its place and nothing else. */
export const AnswerSubmission = z
  .strictObject({
    answerId: z.uuid().describe("made by the browser: sent twice, it counts once"),
    trialIndex: z.int().min(0).max(399),
    revision: z.literal(0),
    choice: Choice,
    inputDevice: z.enum(["key", "pointer", "touch", "assistive"]),
    presentation: z.int().min(0).max(10_000).describe("times shown so far; 0: it never loaded"),
    rtMs: milliseconds.describe("both pictures visible to the press"),
    loadMsLeft: milliseconds,
    loadMsRight: milliseconds,
    prematurePresses: z.int().min(0).max(100_000),
    displayPx: z.int().min(64).max(1024),
    devicePixelRatio: z.number().gt(0).max(16),
    windowWidthPx: pixels,
    windowHeightPx: pixels,
  })
  .refine(
    ({ presentation, choice, rtMs }) => presentation > 0 || (choice === "skip" && rtMs === 0),
    { error: "a pair that was never shown can only be skipped, without a response time" },
  );
export type AnswerSubmission = z.infer<typeof AnswerSubmission>;
