import fc from "fast-check";
import { expect, test } from "vitest";
import { pictureDrift } from "./picture-drift.ts";
import type { Pixels } from "./pixels.ts";
import { structuralSimilarity } from "./structural-similarity.ts";

const width = 20;
const height = 24;
const drawn = (factor: number): Pixels => ({
  width,
  height,
  rgb: Uint8Array.from(
    { length: width * height * 3 },
    (_, i) => (i * factor * 31 + Math.floor(i / 7) * 13) % 256,
  ),
});
/** The first picture with rows 5 to 14 of columns 4 to 11 as their negative. */
const partlyNegative: Pixels = {
  ...drawn(3),
  rgb: drawn(3).rgb.map((value, i) => {
    const [row, column] = [Math.floor(i / 3 / width), Math.floor(i / 3) % width];
    return row >= 5 && row < 15 && column >= 4 && column < 12 ? 255 - value : value;
  }),
};

// scikit-image 0.26.0: structural_similarity(data_range=255, gaussian_weights=True, sigma=1.5,
// use_sample_covariance=False) of the luma, mean over whole windows; differences and PSNR with NumPy.
test.each([
  { other: partlyNegative, ssim: 0.13660892021572213, mean: 21.380555555555556, psnr: 12.50222 },
  { other: drawn(5), ssim: 0.20136901285591016, mean: 85.57222222222222, psnr: 7.72244 },
])("drift equals scikit-image's and NumPy's: SSIM $ssim", ({ other, ssim, mean, psnr }) => {
  const drift = pictureDrift(drawn(3), other);
  expect(drift.ssim).toBeCloseTo(ssim, 12);
  expect(drift.meanDifference).toBeCloseTo(mean, 12);
  expect(drift.psnrDb).toBeCloseTo(psnr, 5);
});

test("equal pictures have no drift, and drift is the same from either side", () => {
  expect(pictureDrift(drawn(3), drawn(3))).toEqual({
    maxDifference: 0,
    meanDifference: 0,
    withinOne: 1,
    psnrDb: null,
    ssim: 1,
  });
  expect(pictureDrift(drawn(3), drawn(5))).toEqual(pictureDrift(drawn(5), drawn(3)));
});

test("pixels count as near only when all three channels are within 1", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12, maxLength: 12 }),
      (by) => {
        const one = { width: 2, height: 2, rgb: new Uint8Array(12).fill(100) };
        const other = { ...one, rgb: one.rgb.map((value, i) => value + (by[i] ?? 0)) };
        const near = [0, 3, 6, 9].filter((start) =>
          by.slice(start, start + 3).every((d) => d <= 1),
        );
        expect(pictureDrift(one, other).withinOne).toBe(near.length / 4);
        expect(pictureDrift(one, other).maxDifference).toBe(Math.max(...by));
      },
    ),
  );
});

test("a picture smaller than the window has no similarity, and other sizes can't be compared", () => {
  const small = { width: 10, height: 20, rgb: new Uint8Array(600) };
  expect(structuralSimilarity(small, small)).toBeNull();
  expect(() => pictureDrift(small, drawn(1))).toThrow("10 × 20 and 20 × 24");
});
