import type { Arm, ArmRequest } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import type { GenerationSpec } from "@pairlab/domain/generation-spec";
import type { ModelEntry } from "@pairlab/domain/model-registry";
import type { Prompt } from "@pairlab/domain/prompt";

/** A spec with every default filled in and every name looked up. */
export interface ResolvedSpec {
  name: string;
  prompts: readonly Prompt[];
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
  promptSet: readonly Prompt[],
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
  const byId = new Map(promptSet.map((prompt) => [prompt.id, prompt]));
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
    seeds: spec.seeds,
    arms: spec.arms.map((arm) => resolveArm(arm, models)),
  };
}

function resolveArm(request: ArmRequest, models: readonly ModelEntry[]): Arm {
  const model = models.find(({ id }) => id === request.model);
  if (model === undefined)
    throw new KnownError("missing", `unknown model: ${request.model} (arm ${request.id})`, {
      code: "MODEL_LAYOUT",
      hint: `known models: ${models.map(({ id }) => id).join(", ")}`,
    });
  const { defaults } = model;
  const size = request.size ?? defaults.size;
  assertWellFormed(`negative prompt (arm ${request.id})`, request.negativePrompt ?? "");
  return {
    id: request.id,
    label: request.label ?? request.id,
    modelId: model.id,
    steps: request.steps ?? defaults.steps,
    guidance: request.guidance ?? defaults.guidance,
    scheduler: request.scheduler ?? defaults.scheduler,
    negativePrompt: request.negativePrompt ?? null,
    size,
    originalSize: request.originalSize ?? size,
    ...rareSettings(request),
  };
}

/** Rare settings that aren't at their default. */
function rareSettings({ eta, guidanceRescale, clipSkip, noise }: ArmRequest): Partial<Arm> {
  return {
    ...(eta === undefined || eta === 0 ? {} : { eta }),
    ...(guidanceRescale === undefined || guidanceRescale === 0 ? {} : { guidanceRescale }),
    ...(clipSkip === undefined || clipSkip === 0 ? {} : { clipSkip }),
    ...(noise === undefined || noise === "torch-cpu" ? {} : { noise }),
  };
}

function assertUnique(what: string, values: readonly (string | number)[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice === undefined) return;
  throw new KnownError("input", `duplicate ${what}: ${twice}`, {
    hint: "each may be given once; rename or remove one",
  });
}

/** Half of a surrogate pair has no UTF-8 bytes, so it can be neither tokenized nor hashed. */
function assertWellFormed(what: string, text: string): void {
  if (text.isWellFormed()) return;
  throw new KnownError("input", `invalid ${what}: half of a character in ${JSON.stringify(text)}`, {
    code: "TOKENIZER",
    hint: "a \\ud800 to \\udfff escape stands alone; write the character itself",
  });
}
