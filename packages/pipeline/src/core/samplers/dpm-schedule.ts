import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { noiseTable, sigmaAt, trainingSteps } from "../noise-table.ts";
import { roundHalfEven } from "../round-half-even.ts";
import { linspaceTimesteps, trailingTimesteps } from "../timesteps.ts";

/** Whole timesteps, and their noise levels with the 0 they end at. */
export interface DpmSchedule {
  timesteps: readonly number[];
  sigmas: readonly number[];
}

const f = Math.fround;
const rho = 7;

/**
 * DPM-Solver's spacings: linspace and leading are those of one step more, with the last one, at the clean end, left out.
 *
 * Throws: KnownError (input, REQ_STEPS) when N + 1 steps don't fit.
 */
export function spacedSchedule(steps: number, settings: SamplerSettings): DpmSchedule {
  const timesteps = spaced(steps, settings);
  return { timesteps, sigmas: [...timesteps.map(sigmaAt), 0] };
}

function spaced(steps: number, { spacing, stepsOffset }: SamplerSettings): number[] {
  if (spacing === "trailing") return trailingTimesteps(steps);
  if (spacing === "linspace")
    return linspaceTimesteps(steps + 1)
      .slice(0, -1)
      .map(roundHalfEven);
  const ratio = Math.floor(trainingSteps / (steps + 1));
  if (ratio === 0 || steps * ratio + stepsOffset >= trainingSteps)
    throw new KnownError("input", `invalid steps: ${steps} (leading spacing has no room)`, {
      code: "REQ_STEPS",
      hint: `use ${trainingSteps - 2} steps or fewer`,
    });
  return Array.from({ length: steps }, (_, i) => (steps - i) * ratio + stepsOffset);
}

/**
 * Noise levels that are equally spaced in σ^(1/7), from the largest to the smallest of training.
 *
 * Source: Karras et al. 2022 (2206.00364), equation 5.
 */
export function karrasSchedule(steps: number): DpmSchedule {
  const high = at(noiseTable.sigmas, trainingSteps - 1) ** (1 / rho);
  const low = at(noiseTable.sigmas, 0) ** (1 / rho);
  const exact = Array.from(
    { length: steps },
    (_, i) => (high + (steps === 1 ? 0 : i / (steps - 1)) * (low - high)) ** rho,
  );
  const timesteps = exact.map(nearestTimestep);
  return { timesteps, sigmas: [...exact.map(f), 0] };
}

const logSigmas = noiseTable.sigmas.map((sigma) => Math.log(sigma)); // in float32, as the reference's

/** The whole training step whose ln σ is nearest, by linear interpolation between steps. */
function nearestTimestep(sigma: number): number {
  const wanted = Math.log(sigma);
  let low = 0;
  let beyond = logSigmas.length - 1;
  while (beyond - low > 1) {
    const middle = (low + beyond) >>> 1;
    if (at(logSigmas, middle) <= wanted) low = middle;
    else beyond = middle;
  }
  const width = at(logSigmas, low + 1) - at(logSigmas, low);
  const part = Math.min(1, Math.max(0, (wanted - at(logSigmas, low)) / width));
  return roundHalfEven(low + part);
}
