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
    const before = wordAt(state, j - 1);
    state[j] = Math.imul(1812433253, before ^ (before >>> 30)) + j;
  }
  let next = SIZE;
  return () => {
    if (next === SIZE) {
      twist(state);
      next = 0;
    }
    const word = wordAt(state, next);
    next += 1;
    return temper(word);
  };
}

/** `at` for this one kind of array, which keeps the loops fast. */
function wordAt(words: Uint32Array, index: number): number {
  const word = words[index];
  if (word === undefined) throw new RangeError(`no word at ${index} of ${words.length}`);
  return word;
}

function twist(state: Uint32Array): void {
  for (let j = 0; j < SIZE; j += 1) {
    const following = wordAt(state, j + 1 < SIZE ? j + 1 : 0);
    const shifted = wordAt(state, j + SHIFT < SIZE ? j + SHIFT : j + SHIFT - SIZE);
    const mixed = (wordAt(state, j) & 0x80000000) | (following & 0x7fffffff);
    state[j] = shifted ^ (mixed >>> 1) ^ ((mixed & 1) === 1 ? 0x9908b0df : 0);
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
