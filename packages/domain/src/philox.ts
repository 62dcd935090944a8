type Four = readonly [number, number, number, number];

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/**
 * One block of the counter-based generator Philox4x32-10: four 32-bit words.
 *
 * Source: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 * Shape:  counter and result four, key two whole numbers in [0, 2^32).
 */
export function philox4x32(counter: Four, key: readonly [number, number]): Four {
  const block = new Uint32Array(4);
  philoxBlock(block, 0, ...counter, ...key);
  const [x0 = 0, x1 = 0, x2 = 0, x3 = 0] = block;
  return [x0, x1, x2, x3];
}

/** The same block, written to four words from a place of an array: without a new one a block. */
export function philoxBlock(
  words: Uint32Array,
  place: number,
  counter0: number,
  counter1: number,
  counter2: number,
  counter3: number,
  key0: number,
  key1: number,
): void {
  let x0 = counter0 | 0;
  let x1 = counter1 | 0;
  let x2 = counter2 | 0;
  let x3 = counter3 | 0;
  let k0 = key0 | 0;
  let k1 = key1 | 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const high0 = highWord(MULTIPLIER_0, x0);
    const high1 = highWord(MULTIPLIER_1, x2);
    const low0 = Math.imul(MULTIPLIER_0, x0);
    const low1 = Math.imul(MULTIPLIER_1, x2);
    x0 = high1 ^ x1 ^ k0;
    x1 = low1;
    x2 = high0 ^ x3 ^ k1;
    x3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  words[place] = x0;
  words[place + 1] = x1;
  words[place + 2] = x2;
  words[place + 3] = x3;
}

/** Bits 32 to 63 of the product of two 32-bit words, by 16-bit halves: products of halves fit in 32 bits. */
function highWord(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = Math.imul(aLow, bLow) >>> 16;
  const middle = ((Math.imul(aHigh, bLow) >>> 0) + low) >>> 0;
  const carry = ((Math.imul(aLow, bHigh) >>> 0) + (middle & 0xffff)) >>> 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}
