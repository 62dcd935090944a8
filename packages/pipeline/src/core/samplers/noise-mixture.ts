import { alphaCumprodAt } from "../noise-table.ts";

/** Shares of picture and noise in latents: x = signal · original + spread · noise. */
export interface NoiseMixture {
  signal: number;
  spread: number;
}

const f = Math.fround;

/** The shares at ᾱ, the share of the picture's variance. */
export const mixtureOf = (alphaCumprod: number): NoiseMixture => ({
  signal: f(Math.sqrt(alphaCumprod)),
  spread: f(Math.sqrt(f(1 - alphaCumprod))),
});

/** The shares at a training step. */
export const mixtureAt = (t: number): NoiseMixture => mixtureOf(alphaCumprodAt(t));
