import type { ArmRequest } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import type { Prompt } from "@pairlab/domain/prompt";

/** One picture that somebody else's program shall make: a line of `requests.jsonl`. */
export interface PictureRequest {
  /** Where to put it, below the folder that will be imported. */
  file: string;
  promptId: string;
  prompt: string;
  seed: number;
  model?: string;
  steps?: number;
  guidance?: number;
  scheduler?: string;
  negativePrompt?: string;
  width?: number;
  height?: number;
}

/**
 * The requests of arms × prompts × seeds, named so that `pairlab images import` knows them again. Without arms, one a
 * prompt and seed, below a folder whose name the maker replaces by the model's.
 *
 * Throws: KnownError (input) when two prompts would share a file.
 */
export function pictureRequests(
  prompts: readonly Prompt[],
  seeds: readonly number[],
  arms: readonly ArmRequest[],
): PictureRequest[] {
  assertNamesApart(prompts, seeds);
  const parts = arms.length === 0 ? [{ folder: "MODEL", settings: {} }] : arms.map(armPart);
  return parts.flatMap(({ folder, settings }) =>
    prompts.flatMap(({ id, text }) =>
      seeds.map((seed) => ({
        file: `${folder}/${id}-${seed}.png`,
        promptId: id,
        prompt: text,
        seed,
        ...settings,
      })),
    ),
  );
}

function armPart({ id, model, steps, guidance, scheduler, negativePrompt, size }: ArmRequest) {
  const settings = {
    model,
    ...(steps === undefined ? {} : { steps }),
    ...(guidance === undefined ? {} : { guidance }),
    ...(scheduler === undefined ? {} : { scheduler }),
    ...(negativePrompt == null ? {} : { negativePrompt }),
    ...(size === undefined ? {} : size),
  };
  return { folder: id, settings };
}

/** File systems that don't tell capitals apart would put two prompts in one file. */
function assertNamesApart(prompts: readonly Prompt[], seeds: readonly number[]): void {
  const firsts = new Map<string, string>();
  for (const { id } of prompts)
    for (const seed of seeds) {
      const name = `${id}-${seed}`.toLowerCase();
      const first = firsts.get(name);
      if (first !== undefined && first !== id)
        throw new KnownError("input", `duplicate file name: prompts ${first} and ${id}`, {
          hint: "give them ids that differ in more than capitals",
        });
      firsts.set(name, id);
    }
}
