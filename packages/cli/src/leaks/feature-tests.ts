import type { Rng } from "@pairlab/domain/random";
import { adjustPValues } from "@pairlab/metrics/multiplicity/adjust-p-values";
import type { FeatureTable } from "./feature-table.ts";
import { permuteWithinSessions } from "./permute-within-sessions.ts";

/** Whether one feature differs between arms by more than chance. */
export interface FeatureTest {
  name: string;
  /** Of the permutation test, at least 1 / (permutations + 1). */
  p: number;
}

/**
 * One permutation test a feature: labels are dealt anew within each session.
 *
 * The statistic is the between-arm sum of squares of ranks that were centred in their session, so a slow session or
 * a single late answer decides nothing.
 * Source: the Kruskal-Wallis statistic, stratified (van Elteren 1960); p with the observed order counted, Phipson &
 *         Smyth 2010.
 */
export function featureTests(table: FeatureTable, permutations: number, rng: Rng): FeatureTest[] {
  const { columns, labels, arms, starts, names } = table;
  const ranks = columns.map((column) => centred(ranked(column), starts));
  const counts = new Float64Array(arms.length);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const observed = ranks.map((column) => betweenArms(column, labels, counts));
  const reached = observed.map(() => 1);
  const dealt = labels.slice();
  for (let round = 0; round < permutations; round += 1) {
    permuteWithinSessions(dealt, starts, rng);
    for (const [index, column] of ranks.entries()) {
      const chance = betweenArms(column, dealt, counts);
      if (chance >= (observed[index] ?? 0) * (1 - 1e-12))
        reached[index] = (reached[index] ?? 0) + 1;
    }
  }
  return names.map((name, index) => ({ name, p: (reached[index] ?? 1) / (permutations + 1) }));
}

/** The tests after Holm's correction, together with others of the same family. */
export function holmAdjusted(
  tests: readonly FeatureTest[],
): (FeatureTest & { adjusted: number })[] {
  const adjusted = adjustPValues(
    tests.map(({ p }) => p),
    "holm",
  );
  return tests.map((test, index) => ({ ...test, adjusted: adjusted[index] ?? 1 }));
}

function betweenArms(column: Float64Array, labels: Uint32Array, counts: Float64Array): number {
  const sums = new Float64Array(counts.length);
  for (let row = 0; row < labels.length; row += 1) {
    const label = labels[row] ?? 0;
    sums[label] = (sums[label] ?? 0) + (column[row] ?? 0);
  }
  return sums.reduce((total, sum, label) => total + sum ** 2 / Math.max(1, counts[label] ?? 1), 0);
}

/** Mid-ranks: equal values share the mean of their places. */
function ranked(column: Float64Array): Float64Array {
  const order = Uint32Array.from(column.keys()).sort(
    (one, other) => (column[one] ?? 0) - (column[other] ?? 0),
  );
  const ranks = new Float64Array(column.length);
  for (let first = 0; first < order.length; ) {
    const value = column[order[first] ?? 0];
    let last = first;
    while (last + 1 < order.length && column[order[last + 1] ?? 0] === value) last += 1;
    for (let place = first; place <= last; place += 1)
      ranks[order[place] ?? 0] = (first + last) / 2;
    first = last + 1;
  }
  return ranks;
}

function centred(column: Float64Array, starts: readonly number[]): Float64Array {
  const out = column.slice();
  for (let session = 0; session + 1 < starts.length; session += 1) {
    const part = out.subarray(starts[session], starts[session + 1]);
    const mean = part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length);
    for (let row = 0; row < part.length; row += 1) part[row] = (part[row] ?? 0) - mean;
  }
  return out;
}
