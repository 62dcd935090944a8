import { z } from "zod";
import { Identifier } from "./identifier.ts";

/** A group of prompts, by the name its set gives it: one line, such as `Writing & Symbols`. */
export const PromptGroup = z
  .string()
  .regex(/^\S(?:[^\r\n\t]{0,78}\S)?$/, "use 1 to 80 characters on one line, no space at the ends");

/** One line of a prompt set (`*.jsonl`). */
export const Prompt = z.strictObject({
  id: Identifier,
  text: z.string().min(1).max(2000).describe("what the models are asked to draw, verbatim"),
  category: PromptGroup.optional().describe("what it is about; the report may break results down"),
  challenge: PromptGroup.optional().describe("what makes it hard"),
  note: z.string().min(1).max(2000).optional().describe("a remark of the set's authors"),
});
export type Prompt = z.infer<typeof Prompt>;
