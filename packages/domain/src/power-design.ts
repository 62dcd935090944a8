import { z } from "zod";
import { Identifier, Seed } from "./identifier.ts";
import { Plan } from "./plan.ts";

const Pair = z.strictObject({
  a: Identifier,
  b: Identifier,
  share: z
    .number()
    .gt(0)
    .lt(1)
    .describe("share of decisive votes for a that is assumed, over all prompts and raters"),
});

const Balanced = z.strictObject({
  raters: z.int().min(2).max(5000),
  prompts: z.int().min(2).max(5000),
  votesPerRater: z.int().min(1).max(400).describe("trials one rater answers, all pairs together"),
});

const Compiled = z.strictObject({
  design: z.string().min(1).describe("path of a design.json that `study export` has written"),
  questionId: Identifier.describe("whose trials are simulated"),
});

/** A study that hasn't been run, and what is assumed of the world: what `pairlab power` reads. */
export const PowerDesign = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  schedule: z.union([Balanced, Compiled]).describe("who sees what"),
  pairs: z.array(Pair).min(1).max(50).describe("the hypotheses; each is tested against one half"),
  hypotheses: z
    .int()
    .min(1)
    .optional()
    .describe("how many the plan has, if more than are simulated; the others stay in with p = 1"),
  promptSd: z
    .number()
    .min(0)
    .max(5)
    .describe(
      "spread of prompts, in logits of a pair's share: an assumption or a pilot's estimate",
    ),
  raterSd: z.number().min(0).max(5).describe("spread of raters, in logits of a pair's share"),
  tieShare: z.number().min(0).lt(1).default(0).describe("votes that are ties; they count half"),
  leftBias: z.number().min(-3).max(3).default(0).describe("lean to the left picture, in logits"),
  dropOut: z
    .number()
    .min(0)
    .lt(1)
    .default(0)
    .describe("share of raters who stop early, at any trial with equal chance"),
  secondsPerVote: z.number().positive().optional(),
  pricePerVote: z.number().min(0).optional().describe("in any currency"),
  estimand: Plan.shape.estimand,
  level: Plan.shape.level,
  multiplicity: Plan.shape.multiplicity,
  power: z.number().gt(0).lt(1).default(0.8).describe("the chance asked for"),
  replicates: z.int().min(20).max(100_000).default(500),
  seed: Seed.default(0),
});
export type PowerDesign = z.infer<typeof PowerDesign>;
