import { at } from "@pairlab/domain/at";

/**
 * P-values of several contrasts, adjusted together by the largest |t| of each bootstrap replicate; single step.
 *
 * Source: Westfall & Young 1993, chapter 2; p = (1 + replicates as extreme)/(1 + replicates).
 * Shape:  estimates[j] and standardErrors[j] of contrast j against 0; replicates[b][j] its value in replicate b.
 * Throws: RangeError for lengths that differ, a standard error that isn't positive, or no replicates.
 */
export function maxTAdjusted(
  estimates: readonly number[],
  standardErrors: readonly number[],
  replicates: readonly (readonly number[])[],
): number[] {
  const ragged = [standardErrors, ...replicates].some(({ length }) => length !== estimates.length);
  if (ragged || replicates.length === 0 || !standardErrors.every((error) => error > 0))
    throw new RangeError("maxTAdjusted: needs as many positive errors and replicates as estimates");
  const largest = replicates.map((row) =>
    Math.max(...row.map((value, j) => Math.abs(value - at(estimates, j)) / at(standardErrors, j))),
  );
  return estimates.map((estimate, j) => {
    const t = Math.abs(estimate) / at(standardErrors, j);
    const extreme = largest.filter((value) => value >= t).length;
    return (1 + extreme) / (1 + replicates.length);
  });
}
