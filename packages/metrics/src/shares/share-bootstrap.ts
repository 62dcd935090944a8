import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import type { Result } from "@pairlab/domain/result";
import type { ShareInterval } from "@pairlab/domain/win-rate-document";
import { countCodes } from "../fit/pair-cells.ts";
import { type ResampledKind, resampledCounts } from "../fit/resampled-counts.ts";
import { quantile } from "../quantile.ts";
import { ok, undetermined } from "../result.ts";
import type { VoteTable } from "../votes/vote-table.ts";

export interface ShareReplicateOptions {
  kind: ResampledKind;
  replicates: number;
  seed: number;
}

/** The share of one side in given counts of a table; undefined without votes. */
export type ShareOfCounts = (counts: Float64Array) => number | undefined;

/**
 * Shares over a cluster bootstrap, all from the same draws: a list a share, without replicates that have no votes of it.
 *
 * Source: Efron & Tibshirani 1993, chapter 8; Owen 2007 for raters and prompts at once.
 */
export function shareReplicates(
  table: VoteTable,
  shares: readonly ShareOfCounts[],
  { kind, replicates, seed }: ShareReplicateOptions,
): number[][] {
  const drawn = shares.map((): number[] => []);
  const rngOf = (replicate: number) => createRng(seed, `share bootstrap by ${kind}`, replicate);
  const size = table.items.length ** 2 * 3;
  resampledCounts(table, countCodes(table), size, { kind, replicates, rngOf }, (counts) => {
    for (const [place, shareOf] of shares.entries()) {
      const share = shareOf(counts);
      if (share !== undefined) at(drawn, place).push(share);
    }
  });
  return drawn;
}

/**
 * Percentile intervals of replicated shares.
 *
 * Source: Efron & Tibshirani 1993, chapter 13.
 * Result: one a share; "undetermined" when a tenth of the replicates or more have no votes of it.
 */
export function sharePercentiles(
  drawn: readonly (readonly number[])[],
  { kind, replicates, level }: { kind: ResampledKind; replicates: number; level: number },
): Result<ShareInterval>[] {
  return drawn.map((replicated) => {
    const unusable = replicates - replicated.length;
    if (unusable > replicates / 10)
      return undetermined(`without votes in ${unusable} of ${replicates} replicates`);
    const values = [...replicated];
    values.sort((one, other) => one - other);
    return ok(
      {
        kind: kind === "two-way" ? "bootstrap-two-way" : (`bootstrap-by-${kind}` as const),
        level,
        lower: quantile(values, (1 - level) / 2),
        upper: quantile(values, (1 + level) / 2),
      },
      unusable === 0
        ? []
        : [
            {
              code: "replicatesUnusable",
              text: `${unusable} of ${replicates} replicates have no votes of it; they were left out`,
            },
          ],
    );
  });
}

/** The share of a against b, a tie half for both. */
export const pairShare =
  (items: number, a: number, b: number): ShareOfCounts =>
  (counts) => {
    const [there, back] = [(a * items + b) * 3, (b * items + a) * 3];
    const ties = at(counts, there + 2) + at(counts, back + 2);
    const wins = at(counts, there) + at(counts, back + 1);
    const total = wins + ties + at(counts, there + 1) + at(counts, back);
    return total === 0 ? undefined : (wins + ties / 2) / total;
  };

/** The share of one item against everyone it met, vote by vote. */
export const itemShare =
  (items: number, item: number): ShareOfCounts =>
  (counts) => {
    let [won, total] = [0, 0];
    for (let other = 0; other < items; other += 1) {
      if (other === item) continue;
      const [there, back] = [(item * items + other) * 3, (other * items + item) * 3];
      const ties = at(counts, there + 2) + at(counts, back + 2);
      const wins = at(counts, there) + at(counts, back + 1);
      won += wins + ties / 2;
      total += wins + ties + at(counts, there + 1) + at(counts, back);
    }
    return total === 0 ? undefined : won / total;
  };
