import type { Interval } from "@pairlab/domain/interval";
import { normalQuantile } from "./special/normal.ts";

/**
 * Wilson's score interval for a proportion of independent votes.
 *
 * Source: Wilson 1927; Newcombe 1998 (Stat. Med. 17:857), method 3. At share 0 the lower end is exactly 0,
 *         at share 1 the upper exactly 1.
 * Shape:  share in [0, 1], n > 0; n need not be whole. `quantile` replaces the normal one.
 * Throws: RangeError outside of that.
 */
export function wilsonInterval(
  share: number,
  n: number,
  level: number,
  quantile = normalQuantile((1 + level) / 2),
): Interval {
  if (!(share >= 0 && share <= 1 && n > 0 && Number.isFinite(n)))
    throw new RangeError(`wilsonInterval(${share}, ${n}): needs a share in [0, 1] and n > 0`);
  const square = quantile * quantile;
  const center = share + square / (2 * n);
  const spread = quantile * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n));
  const scale = 1 + square / n;
  return {
    kind: "wilson",
    level,
    lower: share === 0 ? 0 : Math.max(0, (center - spread) / scale),
    upper: share === 1 ? 1 : Math.min(1, (center + spread) / scale),
  };
}
