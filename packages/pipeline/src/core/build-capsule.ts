import type { Arm } from "@pairlab/domain/arm";
import { Capsule } from "@pairlab/domain/capsule";
import type { Environment } from "@pairlab/domain/manifest";
import type { ModelEntry } from "@pairlab/domain/model-registry";
import type { PaintingTrace, PictureWarning } from "@pairlab/domain/painting-trace";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { numericsVersion } from "./image-key.ts";

/** What a capsule is built from. */
export interface CapsuleParts {
  key: string;
  model: ModelEntry;
  modelHash: string;
  arm: Arm;
  settings: SamplerSettings;
  prompt: string;
  seed: number;
  trace: PaintingTrace;
  warnings: readonly PictureWarning[];
  pixelsSha256: string;
  environment: Environment;
}

/** The record that a picture carries: all that making it again takes. */
export function buildCapsule(parts: CapsuleParts): Capsule {
  const { arm, model, modelHash, prompt, seed } = parts;
  const { id: _id, label: _label, modelId: _modelId, ...asked } = arm;
  const { id, family, licence, upstream, files } = model;
  return Capsule.parse({
    version: 1,
    kind: "generated",
    key: parts.key,
    numericsVersion,
    model: {
      id,
      family,
      licence,
      ...(upstream === undefined ? {} : { upstream }),
      modelHash,
      files,
    },
    request: { prompt, seed, ...asked },
    settings: parts.settings,
    output: {
      rounding: "rne",
      resampled: arm.storedSize === undefined ? "none" : "lanczos3",
      watermark: "none",
      safetyFilter: "none",
    },
    tokenizer: "clip-fast",
    trace: parts.trace,
    pixelsSha256: parts.pixelsSha256,
    warnings: parts.warnings,
    environment: parts.environment,
  });
}
