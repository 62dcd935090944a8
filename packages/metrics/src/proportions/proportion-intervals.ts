import { betaQuantile } from "../special/beta-quantile.ts";
import { normalQuantile } from "../special/normal.ts";

/** Where an interval begins and ends. */
export interface Ends {
  lower: number;
  upper: number;
}

/**
 * Wilson's interval with a continuity correction, for x of n independent votes.
 *
 * Source: Newcombe 1998 (Stat. Med. 17:857), method 4, in the form of R's prop.test: the ends belong to
 *         p ± c/n with c = min(½, |x − n/2|), so that at one half it is Wilson's own.
 * Throws: RangeError unless 0 <= x <= n, n > 0 and 0 < level < 1.
 */
export function wilsonContinuityInterval(x: number, n: number, level: number): Ends {
  checkCounts(x, n, level);
  const z = normalQuantile((1 + level) / 2);
  const correction = Math.min(0.5, Math.abs(x - n / 2)) / n;
  const end = (p: number, side: 1 | -1): number => {
    const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
    return (p + (z * z) / (2 * n) + side * spread) / (1 + (z * z) / n);
  };
  const p = x / n;
  return {
    lower: p - correction <= 0 ? 0 : Math.max(0, end(p - correction, -1)),
    upper: p + correction >= 1 ? 1 : Math.min(1, end(p + correction, 1)),
  };
}

/**
 * The equal-tailed interval of Jeffreys' prior Beta(½, ½), for x of n independent votes.
 *
 * Source: Brown, Cai & DasGupta 2001 (Stat. Sci. 16:101). Its ends at x = 0 and x = n are forced to 0 and 1
 *         unless `unadjusted`.
 * Throws: RangeError unless 0 <= x <= n, n > 0 and 0 < level < 1.
 */
export function jeffreysInterval(x: number, n: number, level: number, unadjusted = false): Ends {
  checkCounts(x, n, level);
  const tail = (1 - level) / 2;
  const [a, b] = [x + 0.5, n - x + 0.5];
  return {
    lower: x === 0 && !unadjusted ? 0 : betaQuantile(tail, a, b),
    upper: x === n && !unadjusted ? 1 : betaQuantile(1 - tail, a, b),
  };
}

/**
 * Agresti and Coull's interval: Wald's after adding z²/2 votes for and against. Its ends can leave [0, 1].
 *
 * Source: Agresti & Coull 1998 (Am. Stat. 52:119).
 * Throws: RangeError unless 0 <= x <= n, n > 0 and 0 < level < 1.
 */
export function agrestiCoullInterval(x: number, n: number, level: number): Ends {
  checkCounts(x, n, level);
  const z = normalQuantile((1 + level) / 2);
  const total = n + z * z;
  const p = (x + (z * z) / 2) / total;
  const half = z * Math.sqrt((p * (1 - p)) / total);
  return { lower: p - half, upper: p + half };
}

/**
 * Wald's interval, cut at 0 and 1. For comparison with other tools only: it covers less than it says, and at
 * x = 0 or x = n it has no width.
 *
 * Throws: RangeError unless 0 <= x <= n, n > 0 and 0 < level < 1.
 */
export function waldInterval(x: number, n: number, level: number): Ends {
  checkCounts(x, n, level);
  const p = x / n;
  const half = normalQuantile((1 + level) / 2) * Math.sqrt((p * (1 - p)) / n);
  return { lower: Math.max(0, p - half), upper: Math.min(1, p + half) };
}

function checkCounts(x: number, n: number, level: number): void {
  if (!(x >= 0 && x <= n && n > 0 && Number.isFinite(n) && level > 0 && level < 1))
    throw new RangeError(`${x} of ${n} at level ${level}: needs 0 <= x <= n, n > 0, 0 < level < 1`);
}
