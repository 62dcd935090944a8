import { at } from "@pairlab/domain/at";
import { noiseTable } from "../noise-table.ts";
import { roundHalfEven } from "../round-half-even.ts";
import type { Sampler } from "./sampler.ts";

const f = Math.fround;
const rho = 7;

/**
 * DPM-Solver++ 2M (midpoint) on Karras' noise levels.
 *
 * Source: Lu et al. 2022 (2211.01095), Algorithm 2; levels: Karras et al. 2022 (2206.00364), equation 5.
 * exp and log come from the platform: equal to the reference to 2e-6, not bit for bit.
 */
export function dpmpp2mKarrasSampler(steps: number): Sampler {
  const exact = karrasSigmas(steps);
  const sigmas = [...exact.map(f), 0];
  let previous: { original: Float32Array; h: number } | undefined;
  return {
    timesteps: exact.map(nearestTimestep),
    sigmas,
    initNoiseSigma: 1,
    drawsNoise: () => false,
    modelInput: (x) => x,
    step: (x, output, i) => {
      const from = level(at(sigmas, i));
      const to = level(at(sigmas, i + 1));
      const original = x.map((value, k) =>
        f(f(value - f(from.spread * at(output, k))) / from.signal),
      );
      const h = f(to.lambda - from.lambda);
      const keep = f(to.spread / from.spread);
      const pull = f(to.signal * f(f(Math.exp(-h)) - 1));
      const before = i === steps - 1 ? undefined : previous;
      previous = { original, h };
      if (before === undefined)
        return x.map((value, k) => f(f(keep * value) - f(pull * at(original, k))));
      const inverseRatio = f(1 / f(before.h / h));
      const halfPull = f(0.5 * pull);
      return x.map((value, k) => {
        const now = at(original, k);
        const slope = f(inverseRatio * f(now - at(before.original, k)));
        return f(f(f(keep * value) - f(pull * now)) - f(halfPull * slope));
      });
    },
  };
}

/** Signal, noise and half log-SNR of a noise level; at 0 the log-SNR is infinite. */
function level(sigma: number): { signal: number; spread: number; lambda: number } {
  const signal = f(1 / f(Math.sqrt(f(f(sigma * sigma) + 1))));
  const spread = f(sigma * signal);
  return { signal, spread, lambda: f(f(Math.log(signal)) - f(Math.log(spread))) };
}

function karrasSigmas(steps: number): number[] {
  const high = at(noiseTable.sigmas, noiseTable.sigmas.length - 1) ** (1 / rho);
  const low = at(noiseTable.sigmas, 0) ** (1 / rho);
  return Array.from(
    { length: steps },
    (_, i) => (high + (steps === 1 ? 0 : i / (steps - 1)) * (low - high)) ** rho,
  );
}

/** The whole training step whose ln σ is nearest, by linear interpolation between steps. */
function nearestTimestep(sigma: number): number {
  const logs = noiseTable.sigmas.map(Math.log);
  const wanted = Math.log(sigma);
  let low = 0;
  while (low < logs.length - 2 && at(logs, low + 1) <= wanted) low += 1;
  const width = at(logs, low + 1) - at(logs, low);
  const part = Math.min(1, Math.max(0, (wanted - at(logs, low)) / width));
  return roundHalfEven(low + part);
}
