import { z } from "zod";
import { Identifier } from "./identifier.ts";

/** One line of a prompt set (`*.jsonl`). */
export const Prompt = z.strictObject({
  id: Identifier,
  text: z.string().min(1).max(2000).describe("what the models are asked to draw, verbatim"),
  category: Identifier.optional().describe("a group the report may break results down by"),
});
export type Prompt = z.infer<typeof Prompt>;
