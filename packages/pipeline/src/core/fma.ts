const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const [LOW, HIGH] = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? [0, 1] : [1, 0];

/**
 * Fused multiply-add of float32 numbers: a·b + c with one rounding.
 *
 * The product of two float32 is exact in double, and adding c may round. Rounding that sum to float32 is rounding twice,
 * which goes wrong only where the sum lies halfway between two float32: what was lost then breaks the tie.
 */
export function fma(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  const nearest = Math.fround(sum);
  const rest = sum - nearest;
  if (rest === 0) return nearest;
  const beyond = nearest + 2 * rest; // the other neighbour when the sum lies halfway
  if (Math.fround(beyond) !== beyond) return nearest;
  return roundedToOdd(product, c, sum);
}

/**
 * The sum rounded to odd first, so that the rounding to float32 is the only one that counts.
 *
 * Source: Boldo & Melquiond, "Emulation of FMA and correctly rounded sums", IEEE Trans. Computers 2008.
 */
function roundedToOdd(product: number, c: number, sum: number): number {
  const part = sum - product;
  const error = product - (sum - part) + (c - part);
  if (error === 0 || !Number.isFinite(sum)) return Math.fround(sum);
  double[0] = sum;
  const low = words[LOW] ?? 0;
  const high = words[HIGH] ?? 0;
  if ((low & 1) === 1) return Math.fround(sum);
  if (error > 0 === sum > 0) words[LOW] = low + 1;
  else {
    words[LOW] = low - 1;
    if (low === 0) words[HIGH] = high - 1;
  }
  return Math.fround(double[0] ?? sum);
}
