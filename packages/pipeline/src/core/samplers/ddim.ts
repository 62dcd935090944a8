import { at } from "@pairlab/domain/at";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { alphaCumprodAt, trainingSteps } from "../noise-table.ts";
import { leadingTimesteps } from "../timesteps.ts";
import type { Sampler } from "./sampler.ts";

const f = Math.fround;

/** DDIM with η = 0, leading spacing. Source: Song, Meng & Ermon 2021 (2010.02502), equation 12. */
export function ddimSampler(steps: number, settings: SamplerSettings): Sampler {
  const timesteps = leadingTimesteps(steps, settings.stepsOffset);
  const stride = Math.floor(trainingSteps / steps);
  const final = settings.setAlphaToOne ? 1 : alphaCumprodAt(0);
  return {
    timesteps,
    sigmas: [],
    initNoiseSigma: 1,
    drawsNoise: () => false,
    modelInput: (x) => x,
    step: (x, output, i) => {
      const t = at(timesteps, i);
      const ac = alphaCumprodAt(t);
      const acNext = t - stride >= 0 ? alphaCumprodAt(t - stride) : final;
      const [signal, noise] = [f(Math.sqrt(ac)), f(Math.sqrt(f(1 - ac)))];
      const [signalNext, noiseNext] = [f(Math.sqrt(acNext)), f(Math.sqrt(f(1 - acNext)))];
      return x.map((value, k) => {
        const epsilon = at(output, k);
        const original = f(f(value - f(noise * epsilon)) / signal);
        return f(f(signalNext * original) + f(noiseNext * epsilon));
      });
    },
  };
}
