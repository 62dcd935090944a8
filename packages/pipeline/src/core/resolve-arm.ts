import type { Arm, ArmRequest, Size } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import type { ModelEntry } from "@pairlab/domain/model-registry";
import { assertWellFormed } from "./well-formed.ts";

/**
 * An arm with what it leaves out filled in from its model. Pictures with a side longer than `maxSide` pixels are
 * down-sampled to it.
 *
 * Throws: KnownError: missing for an unknown model, input for a torn negative prompt.
 */
export function resolveArm(
  request: ArmRequest,
  models: readonly ModelEntry[],
  maxSide: number = Number.POSITIVE_INFINITY,
): Arm {
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
    ...storedSize(size, maxSide),
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

/** The longest side becomes `maxSide`, the other keeps the shape. */
function storedSize({ width, height }: Size, maxSide: number): Partial<Arm> {
  const longest = Math.max(width, height);
  if (longest <= maxSide) return {};
  const shrunk = (side: number) => Math.max(1, Math.round((side * maxSide) / longest));
  return { storedSize: { width: shrunk(width), height: shrunk(height) } };
}
