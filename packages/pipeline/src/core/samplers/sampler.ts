/**
 * One way from noise to latents, for one picture. Steps are taken in order: 0, 1, …
 *
 * Values are float32; every operation is rounded as the reference rounds it, so that the steps are equal
 * to diffusers' bit for bit wherever the arithmetic is IEEE's.
 */
export interface Sampler {
  /** Training step of each call of the model: one a step, but PNDM's second comes twice; fractions in Euler's linspace. */
  readonly timesteps: readonly number[];
  /** Noise levels of the steps and the one they end at, usually 0; empty where a sampler has none. */
  readonly sigmas: readonly number[];
  /** The first latents are standard normal noise times this. */
  readonly initNoiseSigma: number;
  /** Whether step i takes fresh noise from the picture's generator. */
  drawsNoise(i: number): boolean;
  /** What the model sees at step i. */
  modelInput(x: Float32Array, i: number): Float32Array;
  /**
   * The latents after step i. `noise` is there exactly when `drawsNoise(i)`.
   *
   * Some samplers keep what they are given for later steps: nobody may write to it.
   */
  step(x: Float32Array, output: Float32Array, i: number, noise?: Float32Array): Float32Array;
}
