import { at } from "@pairlab/domain/at";

/** The ways to correct p-values for their number, as the command line names them. */
export const adjustments = [
  "bonferroni",
  "sidak",
  "holm",
  "hochberg",
  "hommel",
  "bh",
  "by",
] as const;
export type Adjustment = (typeof adjustments)[number];

/**
 * P-values adjusted for having tested all of them, in input order.
 *
 * bonferroni, sidak, holm, hochberg and hommel hold the chance of any false rejection (hochberg and hommel for
 * independent or positively dependent tests, sidak for independent ones); bh and by the share of rejections
 * that are false (bh under the same condition, by always).
 *
 * Source: Šidák 1967; Holm 1979; Hochberg 1988; Hommel 1988; Benjamini & Hochberg 1995; Benjamini & Yekutieli
 *         2001; but for sidak the numbers of R's p.adjust.
 * Shape:  as many as the plan has hypotheses: one that couldn't be tested stays in with p = 1.
 * Throws: RangeError for a p outside [0, 1].
 */
export function adjustPValues(pValues: readonly number[], method: Adjustment): number[] {
  for (const p of pValues)
    if (!(p >= 0 && p <= 1)) throw new RangeError(`adjustPValues: p = ${p} is outside [0, 1]`);
  const m = pValues.length;
  switch (method) {
    case "bonferroni":
      return pValues.map((p) => Math.min(1, m * p));
    case "sidak":
      // Not 1 − (1 − p)^m, which loses every digit of a small p.
      return pValues.map((p) => -Math.expm1(m * Math.log1p(-p)));
    case "holm":
      return stepDown(pValues, (rank) => m - rank);
    case "hochberg":
      return stepUp(pValues, (rank) => m - rank);
    case "hommel":
      return inSortedOrder(pValues, hommel);
    case "bh":
      return stepUp(pValues, (rank) => m / (rank + 1));
    case "by": {
      const harmonic = pValues.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
      return stepUp(pValues, (rank) => (m * harmonic) / (rank + 1));
    }
  }
}

/** From the smallest p on: its factor times p, never below an earlier one. */
const stepDown = (pValues: readonly number[], factor: (rank: number) => number): number[] =>
  inSortedOrder(pValues, (sorted) => {
    let largest = 0;
    return sorted.map((p, rank) => {
      largest = Math.max(largest, Math.min(1, factor(rank) * p));
      return largest;
    });
  });

/** From the largest p on: its factor times p, never above an earlier one. */
const stepUp = (pValues: readonly number[], factor: (rank: number) => number): number[] =>
  inSortedOrder(pValues, (sorted) => {
    let smallest = 1;
    return sorted
      .map((p, rank) => factor(rank) * p)
      .reduceRight<number[]>((adjusted, p) => {
        smallest = Math.min(smallest, p);
        adjusted.push(smallest);
        return adjusted;
      }, [])
      .reverse();
  });

function inSortedOrder(
  pValues: readonly number[],
  adjust: (sorted: readonly number[]) => number[],
): number[] {
  const order = pValues.map((_, i) => i).sort((i, j) => at(pValues, i) - at(pValues, j));
  const adjusted = adjust(order.map((index) => at(pValues, index)));
  const result = new Array<number>(pValues.length).fill(1);
  for (const [rank, index] of order.entries()) result[index] = at(adjusted, rank);
  return result;
}

/** Wright's form of Hommel's procedure (Wright 1992, Biometrics 48:1005); cost quadratic in their number. */
function hommel(sorted: readonly number[]): number[] {
  const n = sorted.length;
  const all = Math.min(...sorted.map((p, rank) => (n * p) / (rank + 1)));
  const adjusted = sorted.map((p) => Math.max(p, all));
  for (let m = n - 1; m >= 2; m -= 1) {
    let least = 1;
    for (let j = 2; j <= m; j += 1) least = Math.min(least, (m * at(sorted, n - m + j - 1)) / j);
    const last = Math.min(m * at(sorted, n - m), least);
    for (let i = 0; i < n; i += 1) {
      const bound = i <= n - m ? Math.min(m * at(sorted, i), least) : last;
      if (bound > at(adjusted, i)) adjusted[i] = bound;
    }
  }
  return adjusted;
}
