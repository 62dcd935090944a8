import { at } from "@pairlab/domain/at";
import { sigmaAt } from "../noise-table.ts";
import { trailingTimesteps } from "../timesteps.ts";
import { eulerSlope, scaleBySigma } from "./euler.ts";
import type { Sampler } from "./sampler.ts";

const f = Math.fround;

/**
 * Euler's method with fresh noise, trailing spacing: SDXL-Turbo's sampler.
 *
 * Noise is drawn at every step, the last included, where its weight is 0. The last step isn't
 * shortened to the predicted picture: the rounding would differ from the reference's.
 * Source: Sauer et al. 2023 (2311.17042); EulerAncestralDiscreteScheduler of diffusers.
 */
export function eulerAncestralSampler(steps: number): Sampler {
  const timesteps = trailingTimesteps(steps);
  const sigmas = [...timesteps.map(sigmaAt), 0];
  return {
    timesteps,
    sigmas,
    initNoiseSigma: at(sigmas, 0),
    drawsNoise: () => true,
    modelInput: (x, i) => scaleBySigma(x, at(sigmas, i)),
    step: (x, output, i, noise = new Float32Array()) => {
      const sigma = at(sigmas, i);
      const { up, down } = ancestralSigmas(sigma, at(sigmas, i + 1));
      const dt = f(down - sigma);
      return x.map((value, k) => {
        const moved = f(value + f(eulerSlope(value, at(output, k), sigma) * dt));
        return f(moved + f(at(noise, k) * up));
      });
    },
  };
}

function ancestralSigmas(from: number, to: number): { up: number; down: number } {
  const from2 = f(from * from);
  const to2 = f(to * to);
  const up = f(Math.sqrt(f(f(to2 * f(from2 - to2)) / from2)));
  return { up, down: f(Math.sqrt(f(to2 - f(up * up)))) };
}
