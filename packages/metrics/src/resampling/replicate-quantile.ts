import { at } from "@pairlab/domain/at";
import type { Infinite } from "@pairlab/domain/infinite";

/** The end of a bootstrap interval: a number, or beyond all numbers. */
export type BootstrapEnd = number | Infinite;

/**
 * A quantile of replicates by linear interpolation, where infinite ones sort last.
 *
 * Source: Hyndman & Fan 1996, type 7. Between a number and an infinite replicate the quantile is infinite.
 * Throws: RangeError without replicates or for p outside [0, 1].
 */
export function replicateQuantile(sorted: readonly number[], p: number): BootstrapEnd {
  if (sorted.length === 0 || !(p >= 0 && p <= 1))
    throw new RangeError(`replicateQuantile: p = ${p} of ${sorted.length} values`);
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const lower = at(sorted, below);
  const share = place - below;
  const upper = share === 0 ? lower : at(sorted, below + 1);
  if (Number.isFinite(lower) && Number.isFinite(upper)) return lower + (upper - lower) * share;
  const beyond = Number.isFinite(upper) ? lower : upper;
  return { kind: "infinite", sign: beyond > 0 ? 1 : -1 };
}
