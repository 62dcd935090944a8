import type { Arm } from "@pairlab/domain/arm";
import type { Prompt } from "@pairlab/domain/prompt";
import type { ResolvedSpec } from "./resolve-spec.ts";

/** One picture that a spec asks for. */
export interface ImageJob {
  arm: Arm;
  prompt: Prompt;
  seed: number;
}

/**
 * The pictures of a spec: arms × prompts × seeds, all of one model together, then prompt by prompt.
 *
 * So a model is loaded once and a prompt is encoded once.
 */
export function imageJobs({ arms, prompts, seeds }: ResolvedSpec): ImageJob[] {
  const modelIds = [...new Set(arms.map(({ modelId }) => modelId))];
  return modelIds.flatMap((modelId) => {
    const own = arms.filter((arm) => arm.modelId === modelId);
    return prompts.flatMap((prompt) =>
      own.flatMap((arm) => seeds.map((seed) => ({ arm, prompt, seed }))),
    );
  });
}
