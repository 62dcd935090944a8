import { avxLog, avxSinCos } from "./avx-math.ts";
import { floatAt } from "./float-at.ts";
import { mt19937 } from "./mt19937.ts";

/** PyTorch's CPU generator: draws continue where the last one ended. */
export interface TorchGenerator {
  /** Standard normal float32, byte for byte what `torch.randn(n, generator=…)` gives on x86 with AVX2. */
  randn(n: number): Float32Array;
  /** Uniform float32 in [0, 1), as `torch.rand`. */
  rand(n: number): Float32Array;
}

const f = Math.fround;
const block = 16;
const half = 8;
const twoPi = f(2 * Math.PI);

/**
 * The generator of `torch.Generator("cpu").manual_seed(seed)`.
 *
 * Source: PyTorch, CPUGeneratorImpl and DistributionTemplates (normal_fill); checked against 2.13 and 2.14.
 * Throws: RangeError when the seed isn't a whole number in [0, 2^32).
 */
export function torchGenerator(seed: number): TorchGenerator {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
    throw new RangeError(`seed ${seed} must be a whole number from 0 to 4294967295`);
  const word = mt19937(seed);
  const uniform = () => (word() & 0xffffff) * 2 ** -24;
  const uniformDouble = () => {
    const high = word();
    const low = word();
    return ((high & 0x1fffff) * 4294967296 + low) * 2 ** -53;
  };
  let kept: number | undefined; // the second normal of a pair, which small draws leave behind
  const small = () => {
    if (kept !== undefined) {
      const value = kept;
      kept = undefined;
      return value;
    }
    const angle = 2 * Math.PI * uniformDouble();
    const radius = Math.sqrt(-2 * Math.log1p(-uniformDouble()));
    kept = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return {
    rand: (n) => filled(n, uniform),
    randn: (n) => {
      if (n < block) return filled(n, small);
      const data = filled(n, uniform);
      for (let start = 0; start + block <= n; start += block) boxMuller(data, start);
      if (n % block !== 0) {
        for (let i = n - block; i < n; i += 1) data[i] = uniform();
        boxMuller(data, n - block);
      }
      return data;
    },
  };
}

function filled(n: number, next: () => number): Float32Array {
  const data = new Float32Array(n);
  for (let i = 0; i < n; i += 1) data[i] = next();
  return data;
}

function boxMuller(data: Float32Array, start: number): void {
  for (let j = start; j < start + half; j += 1) {
    const u1 = f(1 - floatAt(data, j));
    const radius = f(Math.sqrt(f(-2 * avxLog(u1))));
    const { sin, cos } = avxSinCos(f(twoPi * floatAt(data, j + half)));
    data[j] = f(radius * cos) + 0; // + 0 turns -0 into +0, as the reference's add does
    data[j + half] = f(radius * sin) + 0;
  }
}
