import type { Prompt } from "@pairlab/domain/prompt";

/** A prompt set as `.jsonl` text: a line a prompt, keys always in the same order. */
export const promptLines = (prompts: readonly Prompt[]): string =>
  prompts
    .map(({ id, text, category, challenge, note }) =>
      // JSON leaves out what is undefined.
      JSON.stringify({ id, text, category, challenge, note }),
    )
    .map((line) => `${line}\n`)
    .join("");
