import { assertFinite } from "../core/assert-finite.ts";
import { noiseGenerator } from "../core/noise-generator.ts";
import { createSampler } from "../core/samplers/create-sampler.ts";
import { latentSize } from "./latent-size.ts";
import type { LoadedModel } from "./loaded-model.ts";
import { noisePredictor } from "./noise-predictor.ts";
import type { PictureRequest } from "./picture-request.ts";

/** Who looks on while a picture is made. */
export interface DenoiseWatch {
  noise?(noise: Float32Array): void;
  latents?(latents: Float32Array, step: number): void;
}

/**
 * The denoised latents of one picture: channels × height/8 × width/8.
 *
 * Throws: KnownError (input, NUMERIC) for NaN or infinity, naming the step.
 */
export async function denoise(
  model: LoadedModel,
  request: PictureRequest,
  watch: DenoiseWatch = {},
): Promise<Float32Array> {
  const { arm, settings, seed } = request;
  const sampler = createSampler(arm.scheduler, arm.steps, settings);
  const generator = noiseGenerator(arm.noise ?? "torch-cpu", seed);
  const { height, width } = latentSize(model, arm.size);
  const count = model.latentChannels * height * width;
  const noise = generator.randn(count);
  watch.noise?.(noise);
  const predict = noisePredictor(model, request, [model.latentChannels, height, width]);
  let x: Float32Array = noise.map((value) => value * sampler.initNoiseSigma);
  for (const [i, t] of sampler.timesteps.entries()) {
    const output = await predict(sampler.modelInput(x, i), t);
    x = sampler.step(x, output, i, sampler.drawsNoise(i) ? generator.randn(count) : undefined);
    assertFinite(x, `latents after step ${i + 1} of ${sampler.timesteps.length}`);
    watch.latents?.(x, i);
  }
  return x;
}
