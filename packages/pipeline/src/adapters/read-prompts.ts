import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import { Prompt } from "@pairlab/domain/prompt";
import { readText } from "./read-json.ts";

const hint = 'a line is a prompt: {"id": "p001", "text": "a red circle"}';

/**
 * The prompts of a `.jsonl` file, a JSON object a line; empty lines are skipped.
 *
 * Throws: KnownError: missing for no file, input with the line's number for a line that isn't a prompt
 *         or repeats an id.
 */
export async function readPrompts(file: string): Promise<Prompt[]> {
  const lines = (await readText(file)).replace(/^\uFEFF/, "").split(/\r?\n/);
  const lineOf = new Map<string, number>();
  const prompts = lines.flatMap((text, index) => {
    if (text.trim() === "") return [];
    const place = `${file} line ${index + 1}`;
    const prompt = parseDocument(Prompt, jsonOf(text, place), place);
    const first = lineOf.get(prompt.id);
    if (first !== undefined)
      throw new KnownError(
        "input",
        `duplicate prompt id: ${prompt.id} (${place}, first on line ${first})`,
        {
          hint: "each may be given once; rename or remove one",
        },
      );
    lineOf.set(prompt.id, index + 1);
    return [prompt];
  });
  if (prompts.length > 0) return prompts;
  throw new KnownError("input", `invalid prompt set: no prompt in ${file}`, { hint });
}

function jsonOf(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KnownError("input", `invalid ${place}: not JSON`, { hint, cause });
  }
}
