import { at } from "@pairlab/domain/at";
import type { Rng } from "@pairlab/domain/random";
import type { Note, Result } from "@pairlab/domain/result";
import { quantile } from "../quantile.ts";
import { insufficient, ok, undetermined } from "../result.ts";
import { binomialProbabilities } from "../tests-of-shares/binomial-probabilities.ts";

/** `hits` of `n`. */
export interface Hits {
  hits: number;
  n: number;
}

export interface Calibration {
  /** Of all cases, how many the instrument called positive. */
  outputs: Hits;
  /** Of truly positive cases, how many it called positive. */
  sensitivity: Hits;
  /** Of truly negative cases, how many it called negative. */
  specificity: Hits;
}

export interface CorrectedPrevalence {
  /** Cut to [0, 1]. */
  value: number;
  lower: number;
  upper: number;
  level: number;
  replicates: number;
}

/**
 * The true share of a binary property from an instrument of known errors: (q + sp − 1)/(se + sp − 1).
 *
 * Source: Rogan & Gladen 1978 (Am. J. Epidemiol. 107:71); interval by drawing all three counts again, as CLEAM
 *         does (Teo, Abdollahzadeh & Cheung 2023).
 * Throws: RangeError unless counts are whole and 0 <= hits <= n.
 * Result: "insufficient" when a count has no cases; "undetermined" when se + sp <= 1, or in more than a tenth of
 *         the replicates.
 */
export function correctedPrevalence(
  calibration: Calibration,
  { level, replicates, rng }: { level: number; replicates: number; rng: Rng },
): Result<CorrectedPrevalence> {
  const counts = [calibration.outputs, calibration.sensitivity, calibration.specificity];
  for (const { hits, n } of counts)
    if (!(Number.isInteger(hits) && Number.isInteger(n) && hits >= 0 && hits <= n))
      throw new RangeError(`correctedPrevalence: ${hits} of ${n}`);
  const fewest = Math.min(...counts.map(({ n }) => n));
  if (fewest === 0) return insufficient("a share without cases", 0, 1);
  const [q = 0, se = 0, sp = 0] = counts.map(({ hits, n }) => hits / n);
  if (se + sp <= 1) return undetermined("the instrument is no better than a coin");
  const draws = counts.map(({ hits, n }) => binomialShare(n, hits / n));
  const values: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const [ownQ = 0, ownSe = 0, ownSp = 0] = draws.map((draw) => draw(rng));
    if (ownSe + ownSp > 1) values.push(prevalence(ownQ, ownSe, ownSp));
  }
  const unusable = replicates - values.length;
  if (values.length < 2 || unusable > replicates / 10)
    return undetermined(`no better than a coin in ${unusable} of ${replicates} replicates`);
  values.sort((one, other) => one - other);
  return ok(
    {
      value: prevalence(q, se, sp),
      lower: quantile(values, (1 - level) / 2),
      upper: quantile(values, (1 + level) / 2),
      level,
      replicates,
    },
    notesOf(unusable, replicates),
  );
}

const prevalence = (q: number, se: number, sp: number): number =>
  Math.max(0, Math.min(1, (q + sp - 1) / (se + sp - 1)));

function notesOf(unusable: number, replicates: number): Note[] {
  if (unusable === 0) return [];
  const text = `${unusable} of ${replicates} replicates had no better instrument than a coin; they were left out`;
  return [{ code: "replicatesUnusable", text }];
}

/** Draws a binomial share by inverting its distribution. */
function binomialShare(n: number, p: number): (rng: Rng) => number {
  if (p === 0 || p === 1) return () => p;
  const probabilities = binomialProbabilities(n, p);
  return (rng) => {
    let left = rng.float();
    for (let k = 0; k < n; k += 1) {
      left -= at(probabilities, k);
      if (left < 0) return k / n;
    }
    return 1;
  };
}
