import type { NoiseSource } from "@pairlab/domain/arm";
import { cudaGenerator } from "./cuda-randn.ts";
import { torchGenerator } from "./torch-randn.ts";

/** A source of standard normal numbers whose draws continue where the last one ended. */
export interface NoiseGenerator {
  /** The next n standard normal float32. */
  randn(n: number): Float32Array;
}

/**
 * A picture's own generator.
 *
 * Range:  seeds are whole numbers in [0, 2^32).
 * Throws: RangeError for other seeds. A draw of `torch-cuda` larger than every card agrees on throws
 *         KnownError (input, REQ_UNSUPPORTED).
 */
export const noiseGenerator = (source: NoiseSource, seed: number): NoiseGenerator =>
  source === "torch-cuda" ? cudaGenerator(seed) : torchGenerator(seed);
