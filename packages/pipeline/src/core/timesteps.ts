import { KnownError } from "@pairlab/domain/errors";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
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
  if (overruns(steps))
    throw new KnownError("input", `invalid steps: ${steps} (trailing spacing ends at t = -1)`, {
      code: "REQ_STEPS",
      hint: `use ${fitting(steps, -1)} or ${fitting(steps, 1)} steps`,
    });
  const part = trainingSteps - trainingSteps / steps - trainingSteps; // as NumPy's arange rounds it
  return Array.from({ length: steps }, (_, k) => roundHalfEven(trainingSteps + k * part) - 1);
}

const overruns = (steps: number) => Math.ceil(trainingSteps / (trainingSteps / steps)) !== steps;

/** The next number of steps, downwards or upwards, that trailing spacing can hold. */
function fitting(steps: number, direction: 1 | -1): number {
  let next = steps + direction;
  while (overruns(next)) next += direction;
  return next;
}

/**
 * `linspace` spacing: from 999 down to 0 in equal parts, which are fractions of a step. One step alone lies at 0.
 *
 * Computed as NumPy's linspace does: index times step in float64, the end set exactly.
 */
export function linspaceTimesteps(steps: number): number[] {
  const last = trainingSteps - 1;
  const part = last / (steps - 1);
  const ascending = Array.from({ length: steps }, (_, i) => (i === 0 ? 0 : i * part));
  if (steps > 1) ascending[steps - 1] = last;
  return ascending.reverse();
}

/** Timesteps of N steps in a named spacing; those of `linspace` aren't whole. */
export function spacedTimesteps(
  steps: number,
  { spacing, stepsOffset }: Pick<SamplerSettings, "spacing" | "stepsOffset">,
): number[] {
  switch (spacing) {
    case "leading":
      return leadingTimesteps(steps, stepsOffset);
    case "trailing":
      return trailingTimesteps(steps);
    case "linspace":
      return linspaceTimesteps(steps);
  }
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
