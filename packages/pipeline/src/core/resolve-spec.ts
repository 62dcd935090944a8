import type { Arm } from "@pairlab/domain/arm";
import type { GenerationSpec } from "@pairlab/domain/generation-spec";
import type { ModelEntry } from "@pairlab/domain/model-registry";
import type { Prompt } from "@pairlab/domain/prompt";
import type { DrawnSample } from "@pairlab/domain/prompt-sample";
import { assertUnique } from "./assert-unique.ts";
import { chosenPrompts } from "./chosen-prompts.ts";
import { resolveArm } from "./resolve-arm.ts";
import { assertRunName } from "./run-name.ts";

/** A spec with every default filled in and every name looked up. */
export interface ResolvedSpec {
  name: string;
  prompts: readonly Prompt[];
  /** How they were drawn, when they are a sample. */
  sample?: DrawnSample;
  seeds: readonly number[];
  arms: readonly Arm[];
}

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
  assertRunName(spec.name);
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
