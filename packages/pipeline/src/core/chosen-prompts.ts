import { KnownError } from "@pairlab/domain/errors";
import type { GenerationSpec } from "@pairlab/domain/generation-spec";
import type { Prompt } from "@pairlab/domain/prompt";
import type { DrawnSample } from "@pairlab/domain/prompt-sample";
import { assertUnique } from "./assert-unique.ts";
import { drawSample } from "./draw-sample.ts";
import { assertWellFormed } from "./well-formed.ts";

/** A prompt set with the hash of its file. */
export interface HashedPrompts {
  prompts: readonly Prompt[];
  sha256: string;
}

/**
 * The prompts that a spec takes from its set: all, those it names, or a sample.
 *
 * Throws: KnownError: input for an id given twice, torn text, ids and sample at once or too large a sample; missing
 *         for an unknown prompt or group.
 */
export function chosenPrompts(
  { prompts: file, promptIds, sample }: Pick<GenerationSpec, "prompts" | "promptIds" | "sample">,
  set: HashedPrompts,
): { prompts: readonly Prompt[]; sample?: DrawnSample } {
  assertUnique("prompt id", promptIds ?? []);
  if (promptIds !== undefined && sample !== undefined)
    throw new KnownError("input", "invalid sample: promptIds says already which prompts", {
      hint: "leave out promptIds or sample",
    });
  const byId = new Map(set.prompts.map((prompt) => [prompt.id, prompt]));
  const prompts = (promptIds ?? [...byId.keys()]).map((id) => {
    const prompt = byId.get(id);
    if (prompt !== undefined) {
      assertWellFormed(`prompt ${id} (${file})`, prompt.text);
      return prompt;
    }
    throw new KnownError("missing", `unknown prompt: ${id} (not in ${file})`, {
      hint: "promptIds names prompts of the file; correct the id or add the prompt",
    });
  });
  return sample === undefined ? { prompts } : drawSample(prompts, sample, set.sha256);
}
