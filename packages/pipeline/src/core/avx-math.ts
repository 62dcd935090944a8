import { fma } from "./fma.ts";

const f = Math.fround;
const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

const sqrtHalf = f(Math.SQRT1_2);
const ln2Low = f(-2.1219444e-4);
const ln2High = f(0.693359375);
const p0 = f(7.0376836292e-2);
const p1 = f(-1.151461031e-1);
const p2 = f(1.167699874e-1);
const p3 = f(-1.2420140846e-1);
const p4 = f(1.4249322787e-1);
const p5 = f(-1.6668057665e-1);
const p6 = f(2.0000714765e-1);
const p7 = f(-2.4999993993e-1);
const p8 = f(3.3333331174e-1);

/**
 * Natural logarithm of a positive normal float32, as PyTorch's AVX2 path computes it.
 *
 * Source: Cephes logf with every multiply-add contracted (avx_mathfun in PyTorch's CPU kernels).
 */
export function avxLog(value: number): number {
  float[0] = value;
  const word = bits[0] ?? 0;
  let exponent = (word >> 23) - 126;
  bits[0] = (word & 0x7fffff) | 0x3f000000; // the mantissa, in [0.5, 1)
  let x = float[0] ?? 0;
  if (x < sqrtHalf) {
    exponent -= 1;
    x = f(f(x - 1) + x);
  } else x = f(x - 1);
  const z = f(x * x);
  let y = fma(p0, x, p1);
  y = fma(y, x, p2);
  y = fma(y, x, p3);
  y = fma(y, x, p4);
  y = fma(y, x, p5);
  y = fma(y, x, p6);
  y = fma(y, x, p7);
  y = fma(y, x, p8);
  y = f(y * x);
  y = fma(y, z, f(exponent * ln2Low));
  y = fma(-z, 0.5, y);
  return fma(exponent, ln2High, f(x + y));
}

const fourOverPi = f(1.27323954473516);
const piHigh = f(-0.78515625);
const piMiddle = f(-2.4187564849853516e-4);
const piLow = f(-3.774894977445941e-8);
const c0 = f(2.443315711809948e-5);
const c1 = f(-1.388731625493765e-3);
const c2 = f(4.166664568298827e-2);
const s0 = f(-1.9515295891e-4);
const s1 = f(8.3321608736e-3);
const s2 = f(-1.6666654611e-1);

/** Sine and cosine of a non-negative float32, as PyTorch's AVX2 path computes them. Source: as avxLog. */
export function avxSinCos(angle: number): { sin: number; cos: number } {
  const octant = ((f(angle * fourOverPi) | 0) + 1) & ~1;
  const x = fma(octant, piLow, fma(octant, piMiddle, fma(octant, piHigh, angle)));
  const z = f(x * x);
  let c = f(fma(fma(c0, z, c1), z, c2) * z);
  c = f(fma(c, z, -f(0.5 * z)) + 1);
  const s = fma(f(fma(fma(s0, z, s1), z, s2) * z), x, x);
  const swapped = (octant & 2) !== 0;
  const sin = swapped ? c : s;
  const cos = swapped ? s : c;
  return {
    sin: (octant & 4) !== 0 ? -sin : sin,
    cos: (~(octant - 2) & 4) !== 0 ? -cos : cos,
  };
}
