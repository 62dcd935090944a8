import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import { Prompt } from "@pairlab/domain/prompt";
import { z } from "zod";
import type { FoundPrompt } from "./found-prompt.ts";

/** What a line is when it isn't one of ours: GenEval's, or another set's with the text under `prompt`. */
const ForeignLine = z.object({
  prompt: z.string(),
  id: z.string().optional(),
  tag: z.string().optional(),
  category: z.string().optional(),
  challenge: z.string().optional(),
  note: z.string().optional(),
});

/**
 * The prompts of a JSON object a line; empty lines are skipped. GenEval's `tag` is the category.
 *
 * Throws: KnownError (input) with source and line for a line that isn't a prompt.
 */
export const promptJsonLines = (text: string, source: string): FoundPrompt[] =>
  text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === "") return [];
    const place = `${source} line ${index + 1}`;
    const value = jsonOf(line, place);
    return [{ line: index + 1, ...promptOf(value, place) }];
  });

function promptOf(value: unknown, place: string): Omit<FoundPrompt, "line"> {
  if (!z.object({ prompt: z.unknown() }).required().safeParse(value).success)
    return parseDocument(Prompt, value, place);
  const { prompt, tag, ...rest } = parseDocument(ForeignLine, value, place);
  return { text: prompt, category: tag, ...rest };
}

function jsonOf(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new KnownError("input", `invalid ${place}: not JSON`, {
      hint: 'a line is a prompt: {"id": "p001", "text": "a red circle"}',
      cause,
    });
  }
}
