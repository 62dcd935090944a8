import { at } from "./at.ts";
import { philox4x32 } from "./philox.ts";

/** A stream of pseudo-random numbers. The only source of chance in the core. */
export interface Rng {
  /** A whole number in [0, 2^32). */
  uint32(): number;
  /** A number in [0, 1) with 53 random bits. */
  float(): number;
  /** A whole number in [0, n), without modulo bias. Throws RangeError unless 1 <= n <= 2^32. */
  below(n: number): number;
}

/**
 * A counter-based stream, keyed by (seed, purpose, index): the same bytes in any order, for any
 * number of workers. Streams with different keys are independent for all practical purposes.
 *
 * Source: Philox4x32-10, Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 *         SC 2011. The purpose is folded into the counter by FNV-1a.
 * Throws: RangeError when seed or index isn't a whole number in [0, 2^53).
 */
export function createRng(seed: number, purpose: string, index = 0): Rng {
  const key = words(seed, "seed");
  const [indexLow, indexHigh] = words(index, "index");
  const stream = fnv1a(purpose);
  let block = 0;
  let lane = 4;
  let output: readonly number[] = [];
  const uint32 = (): number => {
    if (lane === 4) {
      output = philox4x32([block, stream, indexLow, indexHigh], key);
      block += 1;
      lane = 0;
    }
    lane += 1;
    return at(output, lane - 1);
  };
  return {
    uint32,
    float: () => ((uint32() >>> 5) * 67108864 + (uint32() >>> 6)) / 9007199254740992,
    below: (n) => {
      if (!Number.isInteger(n) || n < 1 || n > 4294967296)
        throw new RangeError(`below(${n}): n must be a whole number from 1 to 2^32`);
      const limit = 4294967296 - (4294967296 % n);
      let drawn = uint32();
      while (drawn >= limit) drawn = uint32();
      return drawn % n;
    },
  };
}

/** A new array with the same items in random order, each order equally likely. */
export function shuffled<T>(items: readonly T[], rng: Rng): T[] {
  return items
    .map((item) => ({ item, key: rng.float() }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}

function words(value: number, name: string): readonly [number, number] {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${name} ${value} must be a whole number from 0 to 2^53 - 1`);
  return [value >>> 0, Math.floor(value / 4294967296)];
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
