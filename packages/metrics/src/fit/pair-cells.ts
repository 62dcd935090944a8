import { outcomes, type VoteTable } from "../votes/vote-table.ts";

/**
 * Counts of votes by pair: what a fit needs to know of any number of votes.
 *
 * Shape:  entry c is a pair of items and its weights of wins of the first, of the second, and of ties. Each
 *         pair comes once, or once for each way round when sides matter; the first is on the left then.
 */
export interface PairCells {
  items: number;
  first: Uint16Array;
  second: Uint16Array;
  wins: Float64Array;
  losses: Float64Array;
  ties: Float64Array;
  /** Covariates, one number a cell each: what they add to the first's log odds, for an effect of 1. */
  columns?: readonly Float64Array[];
}

/** Whether a tie counts as half a win for both, or as nothing, or is an outcome of its own. */
export type TieRule = "half" | "drop" | "model";

/** More items than this would take a matrix of over 100 MB. */
export const mostFittedItems = 2000;

/** An accumulator of counts over ordered pairs, three outcomes each. */
export const pairCounts = (items: number): Float64Array => new Float64Array(items * items * 3);

/** The place of a vote's count: (first × items + second) × 3 + outcome, both kinds of ties alike. */
export function countCodes({ items, first, second, outcome }: VoteTable): Uint32Array {
  const codes = new Uint32Array(first.length);
  for (let i = 0; i < codes.length; i += 1) {
    const result = Math.min(outcome[i] ?? 0, outcomes.tie);
    codes[i] = ((first[i] ?? 0) * items.length + (second[i] ?? 0)) * 3 + result;
  }
  return codes;
}

/** Counts of all votes of a table, in one pass. */
export function countVotes(table: VoteTable): Float64Array {
  const { items, first, second, outcome, weight } = table;
  const counts = pairCounts(items.length);
  for (let i = 0; i < first.length; i += 1) {
    const result = Math.min(outcome[i] ?? 0, outcomes.tie);
    const code = ((first[i] ?? 0) * items.length + (second[i] ?? 0)) * 3 + result;
    counts[code] = (counts[code] ?? 0) + (weight === undefined ? 1 : (weight[i] ?? 0));
  }
  return counts;
}

/**
 * The cells of counts over ordered pairs.
 *
 * Shape:  counts as `countVotes` makes them; `sides` keeps the two ways round apart.
 */
export function pairCells(
  counts: Float64Array,
  items: number,
  { ties, sides }: { ties: TieRule; sides: boolean },
): PairCells {
  const first: number[] = [];
  const second: number[] = [];
  const of = (i: number, j: number, outcome: number): number =>
    counts[(i * items + j) * 3 + outcome] ?? 0;
  const either = (i: number, j: number, outcome: number, mirrored: number): number =>
    of(i, j, outcome) + (sides ? 0 : of(j, i, mirrored));
  const met = (i: number, j: number): boolean =>
    either(i, j, 0, 1) + either(i, j, 1, 0) > 0 || (ties !== "drop" && either(i, j, 2, 2) > 0);
  for (let i = 0; i < items; i += 1)
    for (let j = sides ? 0 : i + 1; j < items; j += 1) {
      if (i === j || !met(i, j)) continue;
      first.push(i);
      second.push(j);
    }
  const valuesOf = (outcome: number, mirrored: number): Float64Array => {
    const values = new Float64Array(first.length);
    for (let c = 0; c < values.length; c += 1)
      values[c] = either(first[c] ?? 0, second[c] ?? 0, outcome, mirrored);
    return values;
  };
  return {
    items,
    first: Uint16Array.from(first),
    second: Uint16Array.from(second),
    wins: valuesOf(0, 1),
    losses: valuesOf(1, 0),
    ties: ties === "drop" ? new Float64Array(first.length) : valuesOf(2, 2),
  };
}

/** The weight of all comparisons in cells. */
export function cellWeight({ wins, losses, ties }: PairCells): number {
  let sum = 0;
  for (let c = 0; c < wins.length; c += 1)
    sum += (wins[c] ?? 0) + (losses[c] ?? 0) + (ties[c] ?? 0);
  return sum;
}
