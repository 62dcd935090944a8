import { at } from "@pairlab/domain/at";

const SIZE = 624;
const SHIFT = 397;

/**
 * The Mersenne Twister as PyTorch's CPU generator seeds it: a stream of 32-bit words.
 *
 * Source: Matsumoto & Nishimura, ACM TOMACS 8 (1998); seeding of 2002.
 * Range:  only the low 32 bits of the seed count.
 */
export function mt19937(seed: number): () => number {
  const state = new Uint32Array(SIZE);
  state[0] = seed;
  for (let j = 1; j < SIZE; j += 1) {
    const before = at(state, j - 1);
    state[j] = Math.imul(1812433253, before ^ (before >>> 30)) + j;
  }
  let next = SIZE;
  return () => {
    if (next === SIZE) {
      twist(state);
      next = 0;
    }
    const word = at(state, next);
    next += 1;
    return temper(word);
  };
}

function twist(state: Uint32Array): void {
  for (let j = 0; j < SIZE; j += 1) {
    const mixed = (at(state, j) & 0x80000000) | (at(state, (j + 1) % SIZE) & 0x7fffffff);
    const odd = (mixed & 1) === 1 ? 0x9908b0df : 0;
    state[j] = at(state, (j + SHIFT) % SIZE) ^ (mixed >>> 1) ^ odd;
  }
}

function temper(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  y ^= y >>> 18;
  return y >>> 0;
}
