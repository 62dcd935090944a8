import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import { Prompt } from "@pairlab/domain/prompt";
import { readText } from "./read-json.ts";

/**
 * The prompts of a `.jsonl` file, a JSON object a line; empty lines are skipped.
 *
 * Throws: KnownError: missing for no file, input with the line's number for a line that isn't a prompt.
 */
export async function readPrompts(file: string): Promise<Prompt[]> {
  const lines = (await readText(file)).replace(/^\uFEFF/, "").split(/\r?\n/);
  const prompts = lines.flatMap((line, index) =>
    line.trim() === ""
      ? []
      : [
          parseDocument(
            Prompt,
            jsonOf(line, `${file} line ${index + 1}`),
            `${file} line ${index + 1}`,
          ),
        ],
  );
  if (prompts.length > 0) return prompts;
  throw new KnownError("input", `invalid prompt set: no prompt in ${file}`, {
    hint: 'a line is a prompt: {"id": "p001", "text": "a red circle"}',
  });
}

function jsonOf(line: string, source: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new KnownError("input", `invalid ${source}: not JSON`, {
      hint: 'a line is a prompt: {"id": "p001", "text": "a red circle"}',
      cause,
    });
  }
}
