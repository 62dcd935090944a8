import { fma } from "./fma.ts";

const f = Math.fround;
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

const logPolynomial = [
  -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(f);
const logLead = f(7.0376836292e-2);
const sqrtHalf = f(Math.SQRT1_2);
const ln2Low = f(-2.1219444e-4);
const ln2High = f(0.693359375);

/**
 * Natural logarithm of a positive float32, as PyTorch's AVX2 path computes it.
 *
 * Source: Cephes logf with every multiply-add contracted (avx_mathfun in PyTorch's CPU kernels).
 */
export function avxLog(value: number): number {
  let { mantissa, exponent } = split(value);
  if (mantissa < sqrtHalf) {
    exponent -= 1;
    mantissa = f(f(mantissa - 1) + mantissa);
  } else mantissa = f(mantissa - 1);
  const x = mantissa;
  const z = f(x * x);
  let y = logLead;
  for (const coefficient of logPolynomial) y = fma(y, x, coefficient);
  y = f(y * x);
  y = fma(y, z, f(exponent * ln2Low));
  y = fma(-z, 0.5, y);
  return fma(exponent, ln2High, f(x + y));
}

/** Mantissa in [0.5, 1) and power of two. */
function split(value: number): { mantissa: number; exponent: number } {
  double[0] = value;
  const high = words[HIGH] ?? 0;
  const exponent = (high >>> 20) - 1022;
  return { mantissa: value / 2 ** exponent, exponent };
}

const fourOverPi = f(1.27323954473516);
const piParts = [-0.78515625, -2.4187564849853516e-4, -3.774894977445941e-8].map(f);
const cosine = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2].map(f);
const sine = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(f);

/** Sine and cosine of a non-negative float32, as PyTorch's AVX2 path computes them. Source: as avxLog. */
export function avxSinCos(angle: number): { sin: number; cos: number } {
  const octant = (Math.trunc(f(angle * fourOverPi)) + 1) & ~1;
  let x = angle;
  for (const part of piParts) x = fma(octant, part, x);
  const z = f(x * x);
  const [c0 = 0, c1 = 0, c2 = 0] = cosine;
  let c = fma(fma(c0, z, c1), z, c2);
  c = fma(f(c * z), z, -f(0.5 * z));
  c = f(c + 1);
  const [s0 = 0, s1 = 0, s2 = 0] = sine;
  let s = fma(fma(s0, z, s1), z, s2);
  s = fma(f(s * z), x, x);
  const swapped = (octant & 2) !== 0;
  const sin = swapped ? c : s;
  const cos = swapped ? s : c;
  return {
    sin: (octant & 4) !== 0 ? -sin : sin,
    cos: (~(octant - 2) & 4) !== 0 ? -cos : cos,
  };
}
