import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import { trainingSteps } from "../noise-table.ts";
import { eulerStep } from "./euler-step.ts";
import { ancestralSigmas, withNoise } from "./fresh-noise.ts";
import { originalAtSigma } from "./predicted-original.ts";
import type { Sampler } from "./sampler.ts";

const f = Math.fround;
const mostSteps = 4;
const stride = 100;

/**
 * The sampler of Stability AI's own SDXL-Turbo demonstration, which isn't diffusers'.
 *
 * Steps lie at 999, 899, 799 and 699 whatever their number, so that fewer steps end at a higher noise level; the start
 * is noise · √(1 + σ²); the table of noise levels is computed in float64 up to its root. The demonstration draws its noise
 * with NumPy from seed, seed + 1, …; here it comes from the picture's generator, as with every other sampler.
 * Source: Stability AI, generative-models, scripts/demo/turbo.py (SubstepSampler at 0773373), LegacyDDPMDiscretization.
 * Throws: KnownError (input, REQ_STEPS) beyond the four steps that the demonstration has.
 */
export function turboStabilitySampler(steps: number): Sampler {
  if (steps > mostSteps)
    throw new KnownError("input", `invalid steps: ${steps} (turbo_stability has 4)`, {
      code: "REQ_STEPS",
      hint: "use 1 to 4 steps, or scheduler euler_a",
    });
  const timesteps = Array.from({ length: steps }, (_, k) => trainingSteps - 1 - stride * k);
  const levels = float64Sigmas();
  const sigmas = [...timesteps.map((t) => at(levels, t)), 0];
  return {
    timesteps,
    sigmas,
    initNoiseSigma: f(Math.sqrt(varianceAt(at(sigmas, 0)))),
    drawsNoise: (i) => i < steps - 1,
    modelInput: (x, i) => {
      const scale = f(1 / f(Math.sqrt(varianceAt(at(sigmas, i)))));
      return x.map((value) => value * scale);
    },
    step: (x, output, i, noise) => {
      const sigma = at(sigmas, i);
      const { up, down } = ancestralSigmas(sigma, at(sigmas, i + 1));
      const moved = eulerStep(x, originalAtSigma("epsilon", x, output, sigma), sigma, down);
      return noise === undefined ? moved : withNoise(moved, noise, up);
    },
  };
}

const varianceAt = (sigma: number) => f(f(sigma * sigma) + 1);

/** The noise levels with everything but the root in float64. */
function float64Sigmas(): number[] {
  const [first, last] = [Math.sqrt(0.00085), Math.sqrt(0.012)];
  const step = (last - first) / (trainingSteps - 1);
  let product = 1;
  return Array.from({ length: trainingSteps }, (_, i) => {
    const root = i < trainingSteps / 2 ? first + step * i : last - step * (trainingSteps - 1 - i);
    product *= 1 - root * root;
    return f(Math.sqrt(f((1 - product) / product)));
  });
}
