import { type Expected, roomFor } from "./growing.ts";
import type { PlainColumns } from "./plain-rows.ts";

/** Votes as they come: places of both items, outcome and weight, in columns that grow together. */
export type VoteStore = ReturnType<typeof voteStore>;

export function voteStore(weighted: boolean, expected: Expected = (rows) => rows) {
  let size = 4096;
  let first = new Uint16Array(size);
  let second = new Uint16Array(size);
  let outcome = new Uint8Array(size);
  let weight = new Float64Array(weighted ? size : 0);
  let length = 0;
  const grow = (rows: number): void => {
    size = Math.max(2 * size, rows);
    first = roomFor(first, size, (n) => new Uint16Array(n));
    second = roomFor(second, size, (n) => new Uint16Array(n));
    outcome = roomFor(outcome, size, (n) => new Uint8Array(n));
    if (weighted) weight = roomFor(weight, size, (n) => new Float64Array(n));
  };
  return {
    push: (one: number, other: number, result: number, votes: number): void => {
      if (length === size) grow(size + 1);
      first[length] = one;
      second[length] = other;
      outcome[length] = result;
      if (weighted) weight[length] = votes;
      length += 1;
    },
    /** Adds votes of weight 1. */
    append: (votes: PlainColumns): void => {
      const needed = length + votes.rows;
      if (needed > size) grow(expected(needed));
      first.set(votes.first, length);
      second.set(votes.second, length);
      outcome.set(votes.outcome, length);
      length += votes.rows;
    },
    values: () => ({
      first: first.subarray(0, length),
      second: second.subarray(0, length),
      outcome: outcome.subarray(0, length),
      weight: weighted ? weight.subarray(0, length) : undefined,
    }),
  };
}
