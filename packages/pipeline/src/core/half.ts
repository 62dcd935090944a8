import { at } from "@pairlab/domain/at";
import { roundHalfEven } from "./round-half-even.ts";

const infinity = 0x7c00;
const notANumber = 0x7e00;
const floatInfinity = 0x7f800000;
const smallestNormal = 0x38800000; // 2^-14
const exponentShift = 0x38000000; // the two formats' biases differ by 112
const largest = 0x477ff000; // 65520: from here on the nearest half is infinity
const subnormalUnit = 2 ** 24;

/**
 * Float32 numbers as the bits of the nearest float16, ties to the even one, overflow to infinity.
 *
 * Noise in half precision as PyTorch draws it since PR 179834 (2.13) is float32 noise rounded this way, where the
 * length is a multiple of 16. Older versions drew unrelated numbers; those aren't offered.
 * Source: IEEE 754-2019, binary16.
 */
export function toHalf(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i += 1) halves[i] = halfBits(at(bits, i));
  return halves;
}

function halfBits(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > floatInfinity) return sign | notANumber;
  if (magnitude >= largest) return sign | infinity;
  if (magnitude < smallestNormal) return sign | roundHalfEven(floatOf(magnitude) * subnormalUnit);
  const odd = (magnitude >>> 13) & 1;
  return sign | ((magnitude + 0xfff + odd - exponentShift) >>> 13);
}

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

function floatOf(bits: number): number {
  word[0] = bits;
  return at(float, 0);
}

/** Float16 bits as float32 numbers, without loss. */
export function fromHalf(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i += 1) values[i] = halfValue(at(halves, i));
  return values;
}

function halfValue(half: number): number {
  const sign = (half & 0x8000) === 0 ? 1 : -1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return (sign * fraction) / subnormalUnit;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
