import { at } from "@pairlab/domain/at";
import type { Pixels } from "./pixels.ts";
import { structuralSimilarity } from "./structural-similarity.ts";

/** How far two pictures of one size are apart. Differences are of 8-bit channel values, 0 … 255. */
export interface PictureDrift {
  maxDifference: number;
  meanDifference: number;
  /** Share of pixels whose three channels all lie within 1, 0 … 1. */
  withinOne: number;
  /** Peak signal-to-noise ratio in dB; null for equal pictures, where it is infinite. */
  psnrDb: number | null;
  /** Mean structural similarity of the luma, -1 … 1; null for pictures smaller than its window. */
  ssim: number | null;
}

/**
 * The differences of two pictures.
 *
 * Throws: RangeError when they differ in size.
 */
export function pictureDrift(one: Pixels, other: Pixels): PictureDrift {
  if (one.width !== other.width || one.height !== other.height)
    throw new RangeError(
      `pictures of ${one.width} × ${one.height} and ${other.width} × ${other.height} can't be compared`,
    );
  let [max, sum, squares, near] = [0, 0, 0, 0];
  for (let pixel = 0; pixel < one.rgb.length; pixel += 3) {
    let farthest = 0;
    for (let channel = pixel; channel < pixel + 3; channel += 1) {
      const difference = Math.abs(at(one.rgb, channel) - at(other.rgb, channel));
      farthest = Math.max(farthest, difference);
      sum += difference;
      squares += difference * difference;
    }
    max = Math.max(max, farthest);
    if (farthest <= 1) near += 1;
  }
  const values = one.rgb.length;
  return {
    maxDifference: max,
    meanDifference: sum / values,
    withinOne: near / (values / 3),
    psnrDb: squares === 0 ? null : 10 * Math.log10((255 * 255) / (squares / values)),
    ssim: structuralSimilarity(one, other),
  };
}
