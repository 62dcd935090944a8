import type { Arm } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import type { GenerationSpec } from "@pairlab/domain/generation-spec";
import type { ModelEntry } from "@pairlab/domain/model-registry";
import type { Prompt } from "@pairlab/domain/prompt";
import type { DrawnSample } from "@pairlab/domain/prompt-sample";
import { assertUnique } from "./assert-unique.ts";
import { chosenPrompts } from "./chosen-prompts.ts";
import { resolveArm } from "./resolve-arm.ts";

/** A spec with every default filled in and every name looked up. */
export interface ResolvedSpec {
  name: string;
  prompts: readonly Prompt[];
  /** How they were drawn, when they are a sample. */
  sample?: DrawnSample;
  seeds: readonly number[];
  arms: readonly Arm[];
}

/** Folders that all runs share. */
const reservedNames = ["objects", "quarantine"];

/**
 * The spec's arms with the defaults of their models, and the prompts it names.
 *
 * Throws: KnownError: input for a name or seed given twice, a reserved name or torn text,
 *         missing for an unknown model or prompt.
 */
export function resolveSpec(
  spec: GenerationSpec,
  promptSet: { prompts: readonly Prompt[]; sha256: string },
  models: readonly ModelEntry[],
): ResolvedSpec {
  if (reservedNames.includes(spec.name))
    throw new KnownError("input", `invalid name: ${spec.name} (a folder of the picture store)`, {
      hint: "give the run another name",
    });
  assertUnique(
    "arm",
    spec.arms.map(({ id }) => id),
  );
  assertUnique("seed", spec.seeds);
  return {
    name: spec.name,
    ...chosenPrompts(spec, promptSet),
    seeds: spec.seeds,
    arms: spec.arms.map((arm) => resolveArm(arm, models, spec.maxSide)),
  };
}
