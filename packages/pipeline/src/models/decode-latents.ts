import type { Size } from "@pairlab/domain/arm";
import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import { assertFinite } from "../core/assert-finite.ts";
import { type Pixels, toPixels } from "../core/pixels.ts";
import { latentSize } from "./latent-size.ts";
import type { LatentScale, LoadedModel } from "./loaded-model.ts";
import { wholeOutput } from "./whole-output.ts";

/** A decoded picture, and the decoder's output that it was rounded from: planes of R, G, B in about [-1, 1]. */
export interface DecodedPicture {
  pixels: Pixels;
  sample: Float32Array;
}

/**
 * The picture of final latents.
 *
 * Throws: KnownError (input): NUMERIC for NaN or infinity, BLACK for a picture of nothing but black, which is what
 *         an overflow or a safety filter leaves.
 */
export async function decodeLatents(
  model: LoadedModel,
  latents: Float32Array,
  size: Size,
): Promise<DecodedPicture> {
  const { height, width } = latentSize(model, size);
  const { latentChannels: channels, latentScale } = model;
  const data = scaled(latents, latentScale, height * width);
  const feeds = { latent_sample: { data, dims: [1, channels, height, width] } };
  const found = at(await model.vaeDecoder.run(feeds, ["sample"]), 0);
  const sample = wholeOutput(model.vaeDecoder, "sample", found, 3 * size.height * size.width);
  assertFinite(sample, "the decoder's output");
  const pixels = toPixels(sample, size.height, size.width);
  if (pixels.rgb.every((value) => value === 0))
    throw new KnownError("input", "invalid picture: every pixel is black", {
      code: "BLACK",
      hint: "the decoder saturated; a float16 decoder is a common cause",
    });
  return { pixels, sample };
}

/** Latents as the decoder wants them: latents / factor, or by channel latents × deviation / factor + mean. */
function scaled(
  latents: Float32Array,
  { factor, shift, moments }: LatentScale,
  plane: number,
): Float32Array {
  const f = Math.fround;
  const divisor = f(factor);
  if (moments !== null)
    return latents.map((value, i) => {
      const channel = Math.floor(i / plane);
      const widened = f(value * f(at(moments.deviation, channel)));
      return f(widened / divisor) + f(at(moments.mean, channel));
    });
  if (shift === null) return latents.map((value) => value / divisor);
  return latents.map((value) => f(value / divisor) + f(shift));
}
