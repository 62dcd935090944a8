import { readFile } from "node:fs/promises";
import { KnownError } from "@pairlab/domain/errors";
import { type ParsedPrompts, type PromptSource, parsePrompts } from "../prompts/parse-prompts.ts";
import { sha256 } from "./sha256.ts";
import { utf8Text } from "./utf8-text.ts";

/** A prompt set with the hash of the file it was read from. */
export interface PromptSet extends ParsedPrompts {
  sha256: string;
}

/**
 * The prompts of a file: our `.jsonl`, or any other format that `parsePrompts` knows.
 *
 * Throws: KnownError: missing for no file, input with the line's number for text that isn't UTF-8, a line that
 *         isn't a prompt or repeats an id.
 */
export async function readPrompts(
  file: string,
  said: Omit<PromptSource, "file"> = {},
): Promise<PromptSet> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new KnownError("missing", `missing file: ${file}`, { hint: "check the path", cause });
  });
  return { ...parsePrompts(utf8Text(bytes, file), { file, ...said }), sha256: sha256(bytes) };
}
