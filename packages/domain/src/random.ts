import { philoxWords } from "./philox-words.ts";

/** A stream of pseudo-random numbers. The only source of chance in the core. */
export interface Rng {
  /** A whole number in [0, 2^32). */
  uint32(): number;
  /** A number in [0, 1) with 53 random bits. */
  float(): number;
  /** A whole number in [0, n), without modulo bias. Throws RangeError unless 1 <= n <= 2^32. */
  below(n: number): number;
  /** Puts items in random order, in place: what swapping with `below` from the end does, in fewer steps. */
  shuffle(items: Uint32Array): void;
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
  const [keyLow, keyHigh] = halves(seed, "seed");
  const [indexLow, indexHigh] = halves(index, "index");
  const stream = fnv1a(purpose);
  let block = 0;
  let words = new Uint32Array(4);
  let next = words.length;
  const refill = (): void => {
    // Streams are short or very long: the more was drawn, the more is made at once.
    if (block > 0 && words.length < mostWords) words = new Uint32Array(words.length * 4);
    philoxWords(words, block, stream, indexLow, indexHigh, keyLow, keyHigh);
    block += words.length / 4;
    next = 0;
  };
  const uint32 = (): number => {
    if (next === words.length) refill();
    const word = words[next] ?? 0;
    next += 1;
    return word;
  };
  return {
    uint32,
    float: () => ((uint32() >>> 5) * 67108864 + (uint32() >>> 6)) / 9007199254740992,
    below: (n) => {
      if (!Number.isInteger(n) || n < 1 || n > 4294967296)
        throw new RangeError(`below(${n}): n must be a whole number from 1 to 2^32`);
      let drawn = uint32();
      // Only the last numbers can lie beyond the largest multiple of n: the division for them is rare.
      while (drawn >= 4294967296 - n && isBeyond(drawn, n)) drawn = uint32();
      // As 32-bit words: a division of doubles takes several times as long.
      return n === 4294967296 ? drawn : (drawn >>> 0) % (n >>> 0);
    },
    shuffle: (items) => {
      const at = { item: items.length - 1, word: next };
      while (at.item > 0) {
        if (at.word === words.length) {
          refill();
          at.word = 0;
        }
        shuffleWith(items, words, at);
      }
      next = at.word;
    },
  };
}

const mostWords = 1024;

/** Swaps downwards from an item with words from a place, until either is used up; moves both places. */
function shuffleWith(
  items: Uint32Array,
  words: Uint32Array,
  at: { item: number; word: number },
): void {
  let { item, word } = at;
  for (; item > 0 && word < words.length; word += 1) {
    const drawn = words[word] ?? 0;
    const n = item + 1;
    if (drawn >= 4294967296 - n && isBeyond(drawn, n)) continue;
    const other = drawn % n;
    const held = items[item] ?? 0;
    items[item] = items[other] ?? 0;
    items[other] = held;
    item -= 1;
  }
  at.item = item;
  at.word = word;
}

/** Whether a word lies beyond the largest multiple of n: it would favour small remainders. */
const isBeyond = (word: number, n: number): boolean => word >= 4294967296 - (4294967296 % n);

/** A new array with the same items in random order, each order equally likely. */
export function shuffled<T>(items: readonly T[], rng: Rng): T[] {
  return items
    .map((item) => ({ item, key: rng.float() }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}

function halves(value: number, name: string): readonly [number, number] {
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
