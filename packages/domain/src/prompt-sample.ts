import { z } from "zod";
import { Sha256 } from "./identifier.ts";
import { PromptGroup } from "./prompt.ts";

/** What a sample may be stratified by. */
export const PromptAxis = z.enum(["category", "challenge"]);
export type PromptAxis = z.infer<typeof PromptAxis>;

const Exclusion = z
  .strictObject({ category: PromptGroup.optional(), challenge: PromptGroup.optional() })
  .refine((groups) => Object.keys(groups).length > 0, "name a category, a challenge or both");

/**
 * A random choice of prompts from a set: the same seed takes the same ones.
 *
 * "100 prompts, Basic excluded" of the ADD paper is `{"size": 100, "exclude": [{"challenge": "Basic"}]}`.
 */
export const PromptSample = z.strictObject({
  size: z.int().min(1).describe("how many prompts"),
  seed: z.int().min(0).default(0),
  by: PromptAxis.optional().describe(
    "groups that get their proportional part; default: every prompt alike",
  ),
  exclude: z
    .array(Exclusion)
    .min(1)
    .optional()
    .describe("prompts that can't be drawn: those of any of these groups"),
});
export type PromptSample = z.infer<typeof PromptSample>;

/** A sample as it was drawn, with all that says what it stands for. */
export const DrawnSample = PromptSample.extend({
  setSha256: Sha256.describe("of the prompt set's file"),
  setSize: z.int().positive().describe("prompts in the set"),
  population: z.int().positive().describe("prompts that could be drawn"),
  strata: z
    .array(
      z.strictObject({
        group: z.string().nullable().describe("null: prompts without one"),
        population: z.int().min(0),
        drawn: z.int().min(0),
      }),
    )
    .optional()
    .describe("present when the sample is stratified"),
});
export type DrawnSample = z.infer<typeof DrawnSample>;
