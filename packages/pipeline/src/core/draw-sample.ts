import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import { grouped } from "@pairlab/domain/grouped";
import type { Prompt } from "@pairlab/domain/prompt";
import type { DrawnSample, PromptAxis, PromptSample } from "@pairlab/domain/prompt-sample";
import { createRng, shuffled } from "@pairlab/domain/random";
import { largestRemainder } from "./largest-remainder.ts";

/**
 * A seeded sample without replacement, in the set's order. Stratified by an axis, each group gets its proportional
 * part by the largest remainder; groups stand in the order in which the set first names them.
 *
 * Throws: KnownError: input for a sample larger than what can be drawn, missing for an excluded group that the set
 *         doesn't have.
 */
export function drawSample(
  set: readonly Prompt[],
  request: PromptSample,
  setSha256: string,
): { prompts: Prompt[]; sample: DrawnSample } {
  assertKnownGroups(set, request);
  const population = set.filter((prompt) => !isExcluded(prompt, request));
  if (request.size > population.length)
    throw new KnownError(
      "input",
      `invalid sample: ${request.size} of ${population.length} prompts that can be drawn`,
      { hint: `give a size of at most ${population.length}` },
    );
  const strata = strataOf(population, request.by);
  const quotas = largestRemainder(
    strata.map(({ members }) => members.length),
    request.size,
  );
  const drawn = new Set(
    strata.flatMap(({ members }, index) =>
      shuffled(members, createRng(request.seed, "prompt sample", index)).slice(
        0,
        at(quotas, index),
      ),
    ),
  );
  const sample: DrawnSample = {
    ...request,
    setSha256,
    setSize: set.length,
    population: population.length,
    ...(request.by === undefined
      ? {}
      : {
          strata: strata.map(({ group, members }, index) => ({
            group,
            population: members.length,
            drawn: at(quotas, index),
          })),
        }),
  };
  return { prompts: population.filter((prompt) => drawn.has(prompt)), sample };
}

/** A prompt is excluded when it is of every group that one of the exclusions names. */
const isExcluded = (prompt: Prompt, { exclude = [] }: PromptSample): boolean =>
  exclude.some(
    ({ category, challenge }) =>
      (category === undefined || prompt.category === category) &&
      (challenge === undefined || prompt.challenge === challenge),
  );

function strataOf(prompts: readonly Prompt[], by: PromptAxis | undefined) {
  const strata = grouped(prompts, (prompt) => (by === undefined ? null : (prompt[by] ?? null)));
  return [...strata].map(([group, members]) => ({ group, members }));
}

function assertKnownGroups(set: readonly Prompt[], { by, exclude = [] }: PromptSample): void {
  const axes = ["category", "challenge"] as const;
  for (const axis of axes) {
    const known = new Set(set.flatMap((prompt) => prompt[axis] ?? []));
    if (axis === by && known.size === 0)
      throw new KnownError("missing", `missing ${axis}: no prompt of the set has one`, {
        hint: "leave the stratification out, or add the groups to the prompt set",
      });
    const unknown = exclude
      .flatMap((groups) => groups[axis] ?? [])
      .find((name) => !known.has(name));
    if (unknown !== undefined)
      throw new KnownError("missing", `unknown ${axis}: ${unknown}`, {
        hint:
          known.size === 0
            ? `no prompt of the set has a ${axis}`
            : `the set has ${[...known].join(", ")}`,
      });
  }
}
