import { normalQuantile, normalUpperTail } from "../special/normal.ts";
import { studentQuantile, studentTwoSidedP } from "../special/student-t.ts";

export interface Estimate {
  value: number;
  standardError: number;
  /** Of Student's t; absent: the normal distribution. */
  degreesOfFreedom?: number;
}

export interface EquivalenceTest {
  /** The larger of the two one-sided p-values: below alpha, the difference lies inside ±margin. */
  p: number;
  pAboveLower: number;
  pBelowUpper: number;
  equivalent: boolean;
  /** The interval of level 1 − 2·alpha, which lies inside ±margin exactly when the test says so. */
  lower: number;
  upper: number;
}

/**
 * Two one-sided tests that a difference lies inside ±margin.
 *
 * Source: Schuirmann 1987 (J. Pharmacokinet. Biopharm. 15:657).
 * Unit:   difference and margin in the same unit, for shares in [0, 1].
 * Throws: RangeError unless margin > 0, standardError > 0 and 0 < alpha < ½.
 */
export function equivalenceTest(
  difference: Estimate,
  margin: number,
  alpha = 0.05,
): EquivalenceTest {
  const { value, standardError, degreesOfFreedom } = difference;
  if (!(margin > 0 && standardError > 0 && alpha > 0 && alpha < 0.5 && Number.isFinite(value)))
    throw new RangeError("equivalenceTest: needs margin > 0, standardError > 0, 0 < alpha < 1/2");
  const pAboveLower = upperTail((value + margin) / standardError, degreesOfFreedom);
  const pBelowUpper = upperTail((margin - value) / standardError, degreesOfFreedom);
  const half = quantileOf(1 - 2 * alpha, degreesOfFreedom) * standardError;
  const p = Math.max(pAboveLower, pBelowUpper);
  return {
    p,
    pAboveLower,
    pBelowUpper,
    equivalent: p < alpha,
    lower: value - half,
    upper: value + half,
  };
}

/** The two-sided quantile of Student's t, or of the normal distribution without degrees of freedom. */
export const quantileOf = (level: number, degreesOfFreedom?: number): number =>
  degreesOfFreedom === undefined
    ? normalQuantile((1 + level) / 2)
    : studentQuantile(level, degreesOfFreedom);

function upperTail(t: number, degreesOfFreedom?: number): number {
  if (degreesOfFreedom === undefined) return normalUpperTail(t);
  const both = studentTwoSidedP(t, degreesOfFreedom);
  return t > 0 ? both / 2 : 1 - both / 2;
}
