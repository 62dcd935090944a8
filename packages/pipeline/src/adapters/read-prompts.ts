import { readFile } from "node:fs/promises";
import { KnownError } from "@pairlab/domain/errors";
import { type ParsedPrompts, type PromptSource, parsePrompts } from "../prompts/parse-prompts.ts";
import { sha256 } from "./sha256.ts";

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
  return { ...parsePrompts(utf8(bytes, file), { file, ...said }), sha256: sha256(bytes) };
}

function utf8(bytes: Uint8Array, file: string): string {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new KnownError("input", `invalid text: not UTF-8 (${file} line ${badLine(bytes)})`, {
      hint: "save the file as UTF-8",
      cause,
    });
  }
}

/** Each line is decoded alone: a line end is never part of another character. */
function badLine(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(10, from);
    const until = end === -1 ? bytes.length : end;
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(from, until));
    } catch {
      return line;
    }
    from = until + 1;
  }
  return line;
}
