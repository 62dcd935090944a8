import { at } from "@pairlab/domain/at";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { floatAt } from "../float-at.ts";
import { trainingSteps } from "../noise-table.ts";
import type { Sampler } from "./sampler.ts";

const f = Math.fround;

/**
 * Euler's method for flow matching: x moves along the predicted velocity, from noise at σ = 1 to the picture at 0.
 *
 * `trailing` takes σ = 1, (N-1)/N … 1/N, which FLUX hands to its scheduler; `linspace` spans the scheduler's own
 * table, already shifted, and shifts it again: Stable Diffusion 3. Timesteps are 1000 σ and aren't whole.
 * Source: Esser et al. 2024 (2403.03206), section 5.3.2, for the shift; FlowMatchEulerDiscreteScheduler of diffusers.
 */
export function flowEulerSampler(steps: number, { spacing, shift }: SamplerSettings): Sampler {
  const levels = spacing === "trailing" ? trailingLevels(steps, shift) : tableLevels(steps, shift);
  const sigmas = [...levels, 0];
  return {
    timesteps: levels.map((sigma) => f(sigma * trainingSteps)),
    sigmas,
    initNoiseSigma: 1,
    drawsNoise: () => false,
    modelInput: (x) => x,
    step: (x, output, i) => {
      const dt = f(at(sigmas, i + 1) - at(sigmas, i));
      const next = new Float32Array(x.length);
      for (let k = 0; k < x.length; k += 1) next[k] = floatAt(x, k) + f(dt * floatAt(output, k));
      return next;
    },
  };
}

/** σ pushed up towards 1: larger pictures need more of the steps where there is much noise. */
const shiftedFloat32 = (sigma: number, shift: number) =>
  f(f(f(shift) * sigma) / f(1 + f(f(shift - 1) * sigma)));

const trailingLevels = (steps: number, shift: number) =>
  spread(1, 1 / steps, steps).map((sigma) => shiftedFloat32(f(sigma), shift));

function tableLevels(steps: number, shift: number): number[] {
  const largest = shiftedFloat32(1, shift) * trainingSteps;
  const smallest = shiftedFloat32(f(1 / trainingSteps), shift) * trainingSteps;
  return spread(largest, smallest, steps).map((t) => {
    const sigma = t / trainingSteps;
    return f((shift * sigma) / (1 + (shift - 1) * sigma));
  });
}

/** Equal parts from one number to another in float64, both included; one part alone is the first. */
function spread(first: number, last: number, count: number): number[] {
  const part = (last - first) / (count - 1);
  const values = Array.from({ length: count }, (_, i) => (i === 0 ? first : i * part + first));
  if (count > 1) values[count - 1] = last;
  return values;
}
