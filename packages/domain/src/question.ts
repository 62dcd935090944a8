import { z } from "zod";
import { Identifier } from "./identifier.ts";

/** What a participant is asked about a pair. One question a block. */
export const Question = z.strictObject({
  id: Identifier,
  title: z.string().min(1).max(60).describe("short name for tables, for example 'Image quality'"),
  text: z.string().min(1).max(300).describe("the sentence participants read above the pictures"),
  preset: Identifier.optional().describe("the versioned wording this text comes from"),
  showPrompt: z.boolean().describe("whether the prompt is shown with the pictures"),
});
export type Question = z.infer<typeof Question>;
