import { at } from "@pairlab/domain/at";

// Lanczos approximation with g = 7 and nine terms; relative error below 1e-15 for z >= 1/2.
const lanczosG = 7;
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
] as const;
const halfLog2Pi = 0.5 * Math.log(2 * Math.PI);

/**
 * What Stirling's formula leaves out of log Γ(z): log Γ(z) − ((z − ½) log z − z + ½ log 2π).
 *
 * Source: series of Abramowitz & Stegun 6.1.41 from z = 16; below, Lanczos 1964 with Godfrey's terms.
 * Throws: RangeError unless z > 0.
 */
export function stirlingError(z: number): number {
  if (!(z > 0)) throw new RangeError(`stirlingError(${z}): z must be positive`);
  if (z >= 16) {
    const w = 1 / (z * z);
    return (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w / 1188)))) / z;
  }
  return logGammaSmall(z) - ((z - 0.5) * Math.log(z) - z + halfLog2Pi);
}

function logGammaSmall(z: number): number {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGammaSmall(1 - z);
  const x = z - 1;
  const t = x + lanczosG + 0.5;
  let sum: number = lanczos[0];
  for (let i = 1; i < lanczos.length; i += 1) sum += at(lanczos, i) / (x + i);
  return halfLog2Pi + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}
