import { at } from "@pairlab/domain/at";

/**
 * The quantile of a sample by linear interpolation between order statistics.
 *
 * Source: Hyndman & Fan 1996, type 7.
 * Throws: RangeError for an empty sample or p outside [0, 1].
 */
export function quantile(sorted: readonly number[], p: number): number {
  if (sorted.length === 0 || !(p >= 0 && p <= 1))
    throw new RangeError(`quantile: p = ${p} of ${sorted.length} values`);
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const lower = at(sorted, below);
  const upper = at(sorted, Math.min(below + 1, sorted.length - 1));
  return lower + (upper - lower) * (place - below);
}
