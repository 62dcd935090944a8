import { KnownError } from "@pairlab/domain/errors";
import { fma } from "./fma.ts";
import { philox4x32 } from "./philox.ts";

/** PyTorch's generator on NVIDIA cards, emulated. */
export interface CudaGenerator {
  /** Standard normal float32, within 2e-6 of `torch.randn(n, device="cuda", generator=…)`. */
  randn(n: number): Float32Array;
  /** How far the generator has moved on: what `torch.cuda` keeps as its Philox offset. */
  readonly offset: number;
}

const f = Math.fround;
const threadsPerBlock = 256;
const valuesPerThread = 4;
const sharedThreads = 65536;
const uniformScale = 2 ** -32;
const angleScale = f(uniformScale * f(2 * Math.PI));

/**
 * The generator of `torch.Generator("cuda").manual_seed(seed)`.
 *
 * The random words are exact. Logarithm, sine and cosine are those of double precision rounded to float32; a card's
 * differ in the last digits. Which number lands where depends on how many threads the card runs at once.
 * Range:  seed a whole number in [0, 2^53), or a bigint in [0, 2^64). `maxBlocks` is the card's number of
 *         multiprocessors times floor(its threads a multiprocessor / 256): 864 for an A100, 1056 for an H100 SXM.
 * Source: PyTorch, distribution_nullary_kernel (aten/native/cuda/DistributionTemplates.h) over cuRAND's Philox and
 *         Box–Muller transform.
 * Throws: RangeError for other seeds; KnownError (input, REQ_UNSUPPORTED) when `maxBlocks` is left out and more
 *         than 65536 numbers are drawn, since cards differ from there on.
 */
export function cudaGenerator(seed: number | bigint, maxBlocks?: number): CudaGenerator {
  const key = seedWords(seed);
  let offset = 0;
  return {
    get offset() {
      return offset;
    },
    randn: (n) => {
      assertShared(n, maxBlocks);
      const blocks = Math.min(
        Math.ceil(n / threadsPerBlock),
        maxBlocks ?? Number.POSITIVE_INFINITY,
      );
      const threads = threadsPerBlock * blocks;
      const data = new Float32Array(n);
      const rounds = Math.ceil(n / (valuesPerThread * threads));
      for (let k = 0; k < rounds; k += 1) {
        const start = valuesPerThread * threads * k;
        for (let thread = 0; thread < threads && start + thread < n; thread += 1) {
          const words = philox4x32([offset / valuesPerThread + k, 0, thread, 0], key);
          scatter(data, start + thread, threads, words);
        }
      }
      offset += valuesPerThread * rounds;
      return data;
    },
  };
}

/** The four normals of four words, `stride` apart, as far as the array reaches. */
function scatter(
  data: Float32Array,
  first: number,
  stride: number,
  [x, y, z, w]: readonly [number, number, number, number],
): void {
  const size = data.length;
  writePair(data, first, stride, x, y);
  if (first + 2 * stride < size) writePair(data, first + 2 * stride, stride, z, w);
}

/** Box–Muller's pair of two words: the sine's at `first`, the cosine's `stride` on, if that lies within. */
function writePair(data: Float32Array, first: number, stride: number, x: number, y: number): void {
  const u = fma(f(x), uniformScale, uniformScale / 2);
  const angle = fma(f(y), angleScale, angleScale / 2);
  const radius = f(Math.sqrt(f(-2 * f(Math.log(u)))));
  data[first] = radius * f(Math.sin(angle));
  if (first + stride < data.length) data[first + stride] = radius * f(Math.cos(angle));
}

function seedWords(seed: number | bigint): readonly [number, number] {
  const isWhole = typeof seed === "bigint" || Number.isSafeInteger(seed);
  if (!isWhole || seed < 0 || BigInt(seed) >= 1n << 64n)
    throw new RangeError(`seed ${seed} must be a whole number from 0 to 2^64 - 1`);
  const whole = BigInt(seed);
  return [Number(whole & 0xffffffffn), Number(whole >> 32n)];
}

function assertShared(n: number, maxBlocks: number | undefined): void {
  if (maxBlocks !== undefined || n <= sharedThreads) return;
  throw new KnownError("input", `invalid size for torch-cuda noise: ${n} numbers in one draw`, {
    code: "REQ_UNSUPPORTED",
    hint: `cards agree up to ${sharedThreads} numbers (1024 × 1024 pixels); use a smaller picture or torch-cpu noise`,
  });
}
