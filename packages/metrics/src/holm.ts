import { at } from "@pairlab/domain/at";

/**
 * P-values adjusted for having tested all of them, in input order.
 *
 * Source: Holm 1979: step down; the i-th smallest of m times m − i + 1, never below an earlier one.
 * Throws: RangeError for a p outside [0, 1].
 */
export function holm(pValues: readonly number[]): number[] {
  for (const p of pValues)
    if (!(p >= 0 && p <= 1)) throw new RangeError(`holm: p = ${p} is outside [0, 1]`);
  const order = pValues.map((_, i) => i).sort((i, j) => at(pValues, i) - at(pValues, j));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * at(pValues, index)));
    adjusted[index] = largest;
  });
  return adjusted;
}
