import type { Result } from "@pairlab/domain/result";
import { ok, undetermined } from "../result.ts";
import { normalUpperTail } from "../special/normal.ts";
import { binomialTest } from "./binomial-test.ts";

/** The test of two answers of the same people. */
export interface McNemarTest {
  /** "undetermined" when nobody changed; one degree of freedom. */
  chiSquare: Result<{ statistic: number; p: number }>;
  /** The same with Edwards' continuity correction. */
  corrected: Result<{ statistic: number; p: number }>;
  /** Two-sided binomial test of b against c; 1 by convention when nobody changed. */
  exact: number;
  midP: number;
}

/**
 * McNemar's test of the votes that changed: b from yes to no, c from no to yes.
 *
 * Source: McNemar 1947; Edwards 1948; exact and mid-p as in Fagerland, Lydersen & Laake 2013.
 * Throws: RangeError unless b and c are whole numbers of at least 0.
 */
export function mcnemarTest(b: number, c: number): McNemarTest {
  if (![b, c].every((count) => Number.isInteger(count) && count >= 0))
    throw new RangeError(`mcnemarTest(${b}, ${c}): needs whole numbers of at least 0`);
  const changed = binomialTest(b, b + c, 0.5);
  if (changed.status !== "ok") {
    const nobody = undetermined("nobody changed");
    return { chiSquare: nobody, corrected: nobody, exact: 1, midP: 1 };
  }
  const { minimumLikelihood: exact, midP } = changed.value;
  return {
    chiSquare: chiSquare((b - c) ** 2 / (b + c)),
    corrected: chiSquare(Math.max(0, Math.abs(b - c) - 1) ** 2 / (b + c)),
    exact,
    midP,
  };
}

const chiSquare = (statistic: number): McNemarTest["chiSquare"] =>
  ok({ statistic, p: Math.min(1, 2 * normalUpperTail(Math.sqrt(statistic))) });
