import { betaQuantile } from "./beta-quantile.ts";
import { incompleteBeta } from "./incomplete-beta.ts";

/**
 * The chance that |T| is at least |t|, for Student's t with the given degrees of freedom.
 *
 * Source: Abramowitz & Stegun 26.5.27.
 * Throws: RangeError unless degreesOfFreedom > 0.
 */
export function studentTwoSidedP(t: number, degreesOfFreedom: number): number {
  const square = t * t;
  return square < degreesOfFreedom
    ? 1 - incompleteBeta(square / (degreesOfFreedom + square), 0.5, degreesOfFreedom / 2)
    : incompleteBeta(degreesOfFreedom / (degreesOfFreedom + square), degreesOfFreedom / 2, 0.5);
}

/**
 * The t > 0 with P(|T| <= t) = level.
 *
 * Throws: RangeError unless 0 < level < 1 and degreesOfFreedom > 0.
 */
export function studentQuantile(level: number, degreesOfFreedom: number): number {
  if (!(level > 0 && level < 1 && degreesOfFreedom > 0))
    throw new RangeError(`studentQuantile(${level}, ${degreesOfFreedom}): outside the domain`);
  const y = betaQuantile(level, 0.5, degreesOfFreedom / 2);
  if (y <= 0.5) return Math.sqrt((degreesOfFreedom * y) / (1 - y));
  // Few degrees of freedom push y to 1, where 1 − y loses its digits: solve for it directly.
  const x = betaQuantile(1 - level, degreesOfFreedom / 2, 0.5);
  return Math.sqrt((degreesOfFreedom * (1 - x)) / x);
}
