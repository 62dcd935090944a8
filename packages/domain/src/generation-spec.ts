import { z } from "zod";
import { ArmRequest } from "./arm.ts";
import { Identifier, Seed } from "./identifier.ts";
import { PromptSample } from "./prompt-sample.ts";

/** What `pairlab generate` makes: arms × prompts × seeds. Paths are relative to the spec's folder. */
export const GenerationSpec = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  name: Identifier.describe("name of the run; its folder is runs/<name>"),
  prompts: z
    .string()
    .min(1)
    .describe(
      "prompt set: .jsonl of {id, text, category?, challenge?}, or any file pairlab prompts import reads",
    ),
  promptIds: z.array(Identifier).min(1).optional().describe("only these prompts, in this order"),
  sample: PromptSample.optional().describe("a random choice of the prompts"),
  seeds: z.array(Seed).min(1).default([0]).describe("shared by all arms, one picture each"),
  maxSide: z
    .int()
    .min(8)
    .optional()
    .describe("pictures with a longer side are down-sampled to it, so that all are shown alike"),
  arms: z.array(ArmRequest).min(1),
});
export type GenerationSpec = z.infer<typeof GenerationSpec>;
