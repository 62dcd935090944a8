import { z } from "zod";
import { Display } from "./display.ts";
import { Extras } from "./extras.ts";
import { Identifier, Seed } from "./identifier.ts";
import { PictureSet } from "./picture-set.ts";
import { PublishedClaim } from "./published.ts";
import { Question } from "./question.ts";

/** A claim the study can support or contradict, written down before the first vote. */
export const Hypothesis = z.strictObject({
  id: Identifier,
  questionId: Identifier,
  a: Identifier.describe("arm id"),
  b: Identifier.describe("arm id"),
  expects: z.enum(["a", "b", "different"]).describe("which arm is expected to be preferred"),
});
export type Hypothesis = z.infer<typeof Hypothesis>;

/** What is decided before the first vote: design and analysis. `plan.json`. */
export const Plan = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  protocol: Identifier.optional().describe(
    "the published protocol whose questions, ties and votes hold where this plan names none",
  ),
  arms: z.array(Identifier).min(2).describe("arm ids of the manifest, in declared order"),
  pairs: z
    .union([z.literal("all"), z.array(z.tuple([Identifier, Identifier])).min(1)])
    .default("all")
    .describe("which arms meet: all, or a list of [a, b]"),
  promptIds: z
    .array(Identifier)
    .min(1)
    .optional()
    .describe("default: every prompt of the manifest"),
  questions: z.array(Question).min(1).max(4),
  ties: z.enum(["none", "allowed"]).default("none").describe("none: forced choice"),
  bothBad: z
    .boolean()
    .optional()
    .describe("whether 'both are bad' can be chosen, by a button of its own; default: false"),
  set: PictureSet.optional(),
  votesPerTask: z.int().min(1).max(100).describe("votes for each pair × prompt × question"),
  trialsPerForm: z
    .int()
    .min(2)
    .max(400)
    .describe("trials one participant sees, all blocks together"),
  extras: Extras.optional(),
  breakEvery: z
    .int()
    .min(4)
    .max(400)
    .optional()
    .describe("trials without a break at most; default: 30"),
  leaseIdleMinutes: z
    .int()
    .min(1)
    .max(1440)
    .optional()
    .describe("silence after which a participant's form goes to somebody else; default: 30"),
  seed: Seed.describe("seed of the design"),
  display: Display,
  estimand: z
    .enum(["raters-and-prompts-like-these", "raters-like-these", "prompts-like-these"])
    .default("raters-and-prompts-like-these")
    .describe("whom the result speaks of: it decides what intervals and tests are clustered by"),
  interval: z
    .enum(["clustered", "wilson"])
    .default("clustered")
    .describe(
      "the primary interval; wilson takes votes as independent and covers less than it says",
    ),
  level: z.number().gt(0.5).lt(1).default(0.95),
  multiplicity: z.enum(["holm", "none"]).default("holm"),
  hypotheses: z.array(Hypothesis).max(5).default([]),
  published: z
    .array(PublishedClaim)
    .min(1)
    .max(40)
    .optional()
    .describe("what others published of the same pairs; the report sets it beside this study"),
  stopping: z.literal("fixed").default("fixed").describe("fixed: analyse when the votes are in"),
});
export type Plan = z.infer<typeof Plan>;
