import type { Arm } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import type { GenerationSpec } from "@pairlab/domain/generation-spec";
import type { ModelEntry } from "@pairlab/domain/model-registry";
import type { Prompt } from "@pairlab/domain/prompt";
import type { DrawnSample } from "@pairlab/domain/prompt-sample";
import { drawSample } from "./draw-sample.ts";
import { resolveArm } from "./resolve-arm.ts";
import { assertWellFormed } from "./well-formed.ts";

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
  assertUnique("prompt id", spec.promptIds ?? []);
  if (spec.promptIds !== undefined && spec.sample !== undefined)
    throw new KnownError("input", "invalid sample: promptIds says already which prompts", {
      hint: "leave out promptIds or sample",
    });
  const byId = new Map(promptSet.prompts.map((prompt) => [prompt.id, prompt]));
  const prompts = (spec.promptIds ?? [...byId.keys()]).map((id) => {
    const prompt = byId.get(id);
    if (prompt !== undefined) {
      assertWellFormed(`prompt ${id} (${spec.prompts})`, prompt.text);
      return prompt;
    }
    throw new KnownError("missing", `unknown prompt: ${id} (not in ${spec.prompts})`, {
      hint: "promptIds names prompts of the file; correct the id or add the prompt",
    });
  });
  return {
    name: spec.name,
    prompts,
    ...(spec.sample === undefined ? {} : drawSample(prompts, spec.sample, promptSet.sha256)),
    seeds: spec.seeds,
    arms: spec.arms.map((arm) => resolveArm(arm, models, spec.maxSide)),
  };
}

function assertUnique(what: string, values: readonly (string | number)[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice === undefined) return;
  throw new KnownError("input", `duplicate ${what}: ${twice}`, {
    hint: "each may be given once; rename or remove one",
  });
}
