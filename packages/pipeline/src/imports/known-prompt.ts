import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import { grouped } from "@pairlab/domain/grouped";
import type { Prompt } from "@pairlab/domain/prompt";

/**
 * Finds the prompt that an id or an exact text means.
 *
 * Throws, when called: KnownError: missing with the nearest prompt for one that the set doesn't have, input for a
 * text that several prompts have.
 */
export function knownPrompt(prompts: readonly Prompt[]): (said: string, place: string) => Prompt {
  const byId = new Map(prompts.map((prompt) => [prompt.id, prompt]));
  const byText = grouped(prompts, ({ text }) => text);
  return (said, place) => {
    const named = byId.get(said);
    if (named !== undefined) return named;
    const [first, second] = byText.get(said) ?? [];
    if (first === undefined) throw unknownPrompt(said, place, prompts);
    if (second === undefined) return first;
    throw new KnownError("input", `invalid prompt: ${shortened(said)} (${place})`, {
      hint: `${first.id} and ${second.id} have this text: name the id`,
    });
  };
}

function unknownPrompt(said: string, place: string, prompts: readonly Prompt[]): KnownError {
  const near = nearest(
    said,
    prompts.flatMap(({ id, text }) => [id, text]),
  );
  return new KnownError("missing", `unknown prompt: ${shortened(said)} (${place})`, {
    hint:
      near === undefined
        ? "name an id or the exact text of a prompt of the set"
        : `the nearest in the set is ${shortened(near)}`,
  });
}

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** The candidate with the fewest edits, if they are at most half of the text's length. */
function nearest(said: string, candidates: readonly string[]): string | undefined {
  let best: { text: string; edits: number } | undefined;
  for (const text of candidates) {
    const most = best?.edits ?? Math.floor(said.length / 2) + 1;
    if (Math.abs(text.length - said.length) >= most) continue;
    const edits = editDistance(said, text);
    if (edits < most) best = { text, edits };
  }
  return best?.text;
}

/** Insertions, deletions and replacements from one text to another. Source: Wagner & Fischer 1974. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1)
      next.push(
        Math.min(
          at(row, j) + 1,
          at(next, j - 1) + 1,
          at(row, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return at(row, other.length);
}
