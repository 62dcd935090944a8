import type { Arm } from "@pairlab/domain/arm";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";

/** Raised whenever a rounding, the order of draws or a tokenizer rule changes: pictures of other numerics are others. */
export const numericsVersion = 1;

/** Everything that decides what a picture looks like. */
export interface ImageRequest {
  modelHash: string;
  prompt: string;
  seed: number;
  arm: Arm;
  settings: SamplerSettings;
}

/**
 * The text whose SHA-256 is a picture's key: same text, same picture.
 *
 * An arm's name and label, the prompt's id and the machine are left out: they don't change a pixel. What the sampler
 * reads of the arm, its η, is in the settings.
 */
export function imageKeyText({ modelHash, prompt, seed, arm, settings }: ImageRequest): string {
  const { id: _id, label: _label, modelId: _model, noise = "torch-cpu", eta: _eta, ...rest } = arm;
  return canonicalJson({
    numericsVersion,
    modelHash,
    generator: noise,
    output: "rne",
    request: { prompt, seed, ...rest },
    settings,
  });
}
