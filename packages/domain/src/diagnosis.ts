import { z } from "zod";
import { Note, resultOf } from "./result.ts";

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const ends = { lower: z.number(), upper: z.number() };

/** How a share changes with something that orders votes. */
export const Slope = resultOf(
  z.strictObject({
    value: z.number().describe("change of the share by one trial, or by one day"),
    standardError: z.number().positive(),
    ...ends,
    p: share.describe("two-sided, against no change"),
  }),
);

/** What could be wrong with the votes of one question. */
export const QuestionDiagnosis = z.strictObject({
  question: z.string().describe("empty where the file has no column of questions"),
  votes: count,
  leftShare: resultOf(z.strictObject({ share, ...ends })).describe(
    "of decisive votes: a lean to one side when its interval leaves out one half",
  ),
  agreement: resultOf(z.strictObject({ alpha: z.number().max(1), units: count })).describe(
    "Krippendorff's alpha, nominal, over pairs on prompts; labels are first by name, second, tie",
  ),
  fatigue: z
    .strictObject({ leftShare: Slope, tieShare: Slope })
    .describe("over the place of a vote in its rater's form"),
  repeats: resultOf(
    z.strictObject({
      repeats: count,
      flipRate: share,
      flipInterval: z.strictObject(ends),
      sameSideRate: share,
      noiseCeiling: resultOf(share).describe("largest agreement with these raters there can be"),
    }),
  ).describe("trials shown again with their sides changed"),
  ties: z.array(
    z.strictObject({
      a: z.string(),
      b: z.string(),
      policies: z.array(
        z.strictObject({
          policy: z.enum(["drop", "half", "all-to-a", "all-to-b"]),
          share: resultOf(
            z.strictObject({ share, votes: count, interval: resultOf(z.strictObject(ends)) }),
          ),
          verdict: z.enum(["supported", "contradicted", "inconclusive", "no interval"]),
        }),
      ),
      verdictChanges: z.boolean().describe("whether a is preferred depends on what a tie means"),
    }),
  ),
  tieModels: resultOf(
    z.array(
      z.strictObject({
        a: z.string(),
        b: z.string(),
        models: z.array(
          z.strictObject({
            model: z.enum(["bt-drop", "bt-half", "davidson", "rao-kupper"]),
            contrast: resultOf(
              z.strictObject({ value: z.number(), standardError: z.number().positive(), ...ends }),
            ).describe("natural log strength of a less that of b, from all votes"),
            verdict: z.enum(["supported", "contradicted", "inconclusive", "no interval"]),
          }),
        ),
        verdictChanges: z.boolean(),
      }),
    ),
  ).describe("whether a is stronger than b, however ties are modelled"),
  raters: z
    .array(
      z.strictObject({
        rater: z.string(),
        votes: count,
        leftShare: resultOf(z.strictObject({ share, ...ends })),
        agreement: resultOf(z.strictObject({ share, votes: count })).describe(
          "with Bradley-Terry of everybody else's votes",
        ),
        medianRtMs: resultOf(z.number().min(0)),
      }),
    )
    .describe("reported, no ground to leave anyone out"),
});
export type QuestionDiagnosis = z.infer<typeof QuestionDiagnosis>;

/** What `pairlab diagnose --json` prints. */
export const Diagnosis = z.strictObject({
  status: z.literal("ok"),
  questions: z.array(QuestionDiagnosis),
  level: z.number().gt(0).lt(1),
  notes: z.array(Note),
});
export type Diagnosis = z.infer<typeof Diagnosis>;
