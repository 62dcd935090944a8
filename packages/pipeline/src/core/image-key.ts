import type { Arm } from "@pairlab/domain/arm";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import type { SamplerSettings } from "./samplers/sampler.ts";

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
 * An arm's name and label, the prompt's id and the machine are left out: they don't change a pixel.
 */
export function imageKeyText({ modelHash, prompt, seed, arm, settings }: ImageRequest): string {
  const { steps, guidance, scheduler, negativePrompt, size, originalSize } = arm;
  return canonicalJson({
    numericsVersion,
    modelHash,
    generator: "torch-cpu",
    output: "rne",
    request: { prompt, seed, steps, guidance, scheduler, negativePrompt, size, originalSize },
    settings,
  });
}
