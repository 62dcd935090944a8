import type { Ids, VoteTable } from "../votes/vote-table.ts";

/** What votes may resemble each other by. */
export type ClusterKind = "rater" | "prompt" | "cell";

/** Votes in an order in which each cluster's lie together. */
export interface VoteGroups {
  /** Places of votes. */
  order: Uint32Array;
  /** Cluster g holds order[starts[g]] up to order[starts[g + 1]]. */
  starts: Uint32Array;
}

/**
 * Votes by rater, by prompt, or by cell: one rater on one prompt.
 *
 * Result: undefined when the table doesn't say whose votes they are.
 */
export function voteGroups(table: VoteTable, kind: ClusterKind): VoteGroups | undefined {
  const { raters, prompts } = table;
  const asked = { rater: [raters], prompt: [prompts], cell: [prompts, raters] }[kind];
  const keys = asked.filter((key) => key !== undefined);
  if (keys.length < asked.length) return undefined;
  let order = new Uint32Array(table.first.length);
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  for (const { of, ids } of keys) order = sortedBy(order, of, ids.length);
  return { order, starts: startsOf(order, keys) };
}

/** Where a key differs from the one before, and the end. */
function startsOf(order: Uint32Array, keys: readonly Ids[]): Uint32Array {
  const isStart = new Uint8Array(order.length);
  for (const { of } of keys)
    for (let i = 1; i < order.length; i += 1)
      if (of[order[i] ?? 0] !== of[order[i - 1] ?? 0]) isStart[i] = 1;
  const starts: number[] = order.length > 0 ? [0] : [];
  for (let i = 1; i < isStart.length; i += 1) if (isStart[i] === 1) starts.push(i);
  starts.push(order.length);
  return Uint32Array.from(starts);
}

/** A stable counting sort of places by their key. */
function sortedBy(order: Uint32Array, key: Uint32Array, keys: number): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(keys + 1);
  for (let i = 0; i < order.length; i += 1) {
    const place = (key[order[i] ?? 0] ?? 0) + 1;
    next[place] = (next[place] ?? 0) + 1;
  }
  for (let k = 1; k <= keys; k += 1) next[k] = (next[k] ?? 0) + (next[k - 1] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i += 1) {
    const vote = order[i] ?? 0;
    const k = key[vote] ?? 0;
    const place = next[k] ?? 0;
    sorted[place] = vote;
    next[k] = place + 1;
  }
  return sorted;
}
