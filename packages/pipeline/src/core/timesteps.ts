import { KnownError } from "@pairlab/domain/errors";
import { trainingSteps } from "./noise-table.ts";
import { roundHalfEven } from "./round-half-even.ts";

/**
 * `leading` spacing: (N-1)·r … 0 plus the offset, r = floor(1000/N).
 *
 * Throws: KnownError (input, REQ_STEPS) when the first step would lie beyond training.
 */
export function leadingTimesteps(steps: number, offset: number): number[] {
  const ratio = Math.floor(trainingSteps / steps);
  if ((steps - 1) * ratio + offset >= trainingSteps)
    throw new KnownError("input", `invalid steps: ${steps} (leading spacing begins beyond 999)`, {
      code: "REQ_STEPS",
      hint: `use ${steps - 1} steps or fewer`,
    });
  return Array.from({ length: steps }, (_, i) => (steps - 1 - i) * ratio + offset);
}

/**
 * `trailing` spacing: from 999 down in equal parts.
 *
 * Throws: KnownError (input, REQ_STEPS) for the 62 values of N at which diffusers' float range runs one
 *         step too far and asks for t = -1.
 */
export function trailingTimesteps(steps: number): number[] {
  if (Math.ceil(trainingSteps / (trainingSteps / steps)) !== steps)
    throw new KnownError("input", `invalid steps: ${steps} (trailing spacing ends at t = -1)`, {
      code: "REQ_STEPS",
      hint: `use ${steps - 1} or ${steps + 1} steps`,
    });
  return Array.from(
    { length: steps },
    (_, k) => roundHalfEven(trainingSteps - (k * trainingSteps) / steps) - 1,
  );
}

/**
 * The steps of a latent consistency model: N of the `originalSteps` it was distilled for.
 *
 * Source: Luo et al. 2023 (2310.04378); LCMScheduler of diffusers.
 * Throws: KnownError (input, REQ_STEPS) when N is more than `originalSteps`.
 */
export function lcmTimesteps(steps: number, originalSteps: number): number[] {
  if (steps > originalSteps)
    throw new KnownError("input", `invalid steps: ${steps} (this model knows ${originalSteps})`, {
      code: "REQ_STEPS",
      hint: `use 1 to ${originalSteps} steps; 4 is usual`,
    });
  const ratio = Math.floor(trainingSteps / originalSteps);
  return Array.from({ length: steps }, (_, i) => {
    const index = Math.floor((i * originalSteps) / steps);
    return (originalSteps - index) * ratio - 1;
  });
}
