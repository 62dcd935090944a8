import { at } from "@pairlab/domain/at";
import type { Rng } from "@pairlab/domain/random";
import type { Ids, VoteTable } from "../votes/vote-table.ts";
import { add, entry } from "./symmetric-matrix.ts";

/** What a bootstrap draws again: raters, prompts, both at once, or votes. */
export type ResampledKind = "rater" | "prompt" | "two-way" | "vote";

/** Draws of a bootstrap: the total weight of votes of each code, in each replicate. */
export type CountsVisitor = (counts: Float64Array, replicate: number) => void;

export interface ResampleOptions {
  kind: ResampledKind;
  replicates: number;
  rngOf: (replicate: number) => Rng;
}

/** Replicates that go over the votes together. */
const lanes = 4;
/** Whole numbers that share a double: three of 17 bits. */
const shared = 3;
const laneSize = 131_072;

/**
 * The counts of each replicate of a cluster bootstrap, in order.
 *
 * As many clusters as there are are drawn with replacement; a vote counts as often as its cluster was drawn,
 * with raters and prompts as often as the product of both.
 *
 * Source: Efron & Tibshirani 1993, chapter 8; both at once: Owen 2007 (Ann. Appl. Stat. 1:386), conservative.
 * Shape:  codes[i] < size says what vote i is; the array that `visit` gets is used again.
 * Throws: RangeError when the table doesn't say whose votes they are.
 */
export function resampledCounts(
  table: VoteTable,
  codes: Uint32Array,
  size: number,
  options: ResampleOptions,
  visit: CountsVisitor,
): void {
  const clusters = clustersOf(table, options.kind);
  const [one, other] = clusters;
  const plain = other === undefined && table.weight === undefined;
  if (one === undefined) resampledVotes(table, codes, size, options, visit);
  else if (plain && sharesDoubles(codes, size, one.ids.length))
    sharedCounts(codes, one, size, options, visit);
  else separateCounts(table, codes, clusters, size, options, visit);
}

function clustersOf({ raters, prompts }: VoteTable, kind: ResampledKind): Ids[] {
  const columns: Record<ResampledKind, (Ids | undefined)[]> = {
    rater: [raters],
    prompt: [prompts],
    "two-way": [raters, prompts],
    vote: [],
  };
  const asked = columns[kind];
  const found = asked.flatMap((column) => column ?? []);
  if (found.length < asked.length) throw new RangeError(`resampledCounts: no column for ${kind}`);
  return found;
}

/** Votes drawn one by one: for comparison with tools that know no clusters. */
function resampledVotes(
  { weight }: VoteTable,
  codes: Uint32Array,
  size: number,
  { replicates, rngOf }: ResampleOptions,
  visit: CountsVisitor,
): void {
  const counts = new Float64Array(size);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const rng = rngOf(replicate);
    counts.fill(0);
    for (let draw = 0; draw < codes.length; draw += 1) {
      const vote = rng.below(codes.length);
      add(counts, codes[vote] ?? 0, weight === undefined ? 1 : entry(weight, vote));
    }
    visit(counts, replicate);
  }
}

/** How often each cluster is drawn. */
function drawn(clusters: number, rng: Rng): Uint32Array {
  const times = new Uint32Array(clusters);
  for (let draw = 0; draw < clusters; draw += 1) {
    const cluster = rng.below(clusters);
    times[cluster] = (times[cluster] ?? 0) + 1;
  }
  return times;
}

/** Whether no count can leave its 17 bits, however clusters are drawn within reason. */
function sharesDoubles(codes: Uint32Array, size: number, clusters: number): boolean {
  const counts = new Uint32Array(size);
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  let most = 0;
  for (let code = 0; code < size; code += 1) most = Math.max(most, counts[code] ?? 0);
  // A cluster is drawn more than 32 times with a probability below 1e-35 a cluster; `sharedCounts` checks.
  return most * Math.min(mostDraws, clusters) < laneSize;
}
const mostDraws = 32;

/** Twelve replicates in one pass over the votes, in order of their clusters: whole numbers, so exact. */
function sharedCounts(
  codes: Uint32Array,
  clusters: Ids,
  size: number,
  { replicates, rngOf }: ResampleOptions,
  visit: CountsVisitor,
): void {
  const { sorted, starts } = codesByCluster(codes, clusters);
  const count = clusters.ids.length;
  const sums = new Float64Array(size * lanes);
  const weights = new Float64Array(count * lanes);
  const counts = new Float64Array(size);
  const perPass = lanes * shared;
  for (let from = 0; from < replicates; from += perPass) {
    const pass = Math.min(perPass, replicates - from);
    sums.fill(0);
    weights.fill(0);
    for (let r = 0; r < pass; r += 1) addDraws(weights, drawn(count, rngOf(from + r)), r);
    for (let cluster = 0; cluster < count; cluster += 1)
      addVotes(
        sums,
        weights,
        cluster * lanes,
        sorted,
        at(starts, cluster),
        at(starts, cluster + 1),
      );
    for (let r = 0; r < pass; r += 1) {
      unshare(sums, r, counts);
      visit(counts, from + r);
    }
  }
}

/** Codes of each cluster's votes together: those of cluster k from starts[k] to starts[k + 1]. */
function codesByCluster(codes: Uint32Array, { ids, of }: Ids) {
  const starts = new Uint32Array(ids.length + 1);
  for (let i = 0; i < of.length; i += 1) {
    const next = (of[i] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let k = 1; k < starts.length; k += 1) starts[k] = (starts[k] ?? 0) + (starts[k - 1] ?? 0);
  const next = starts.slice();
  const sorted = new Uint32Array(codes.length);
  for (let i = 0; i < codes.length; i += 1) {
    const cluster = of[i] ?? 0;
    const place = next[cluster] ?? 0;
    sorted[place] = codes[i] ?? 0;
    next[cluster] = place + 1;
  }
  return { sorted, starts };
}

function addDraws(weights: Float64Array, times: Uint32Array, replicate: number): void {
  const unit = laneSize ** Math.floor(replicate / lanes);
  times.forEach((count, cluster) => {
    if (count > mostDraws) throw new RangeError(`resampledCounts: a cluster drawn ${count} times`);
    add(weights, cluster * lanes + (replicate % lanes), count * unit);
  });
}

/** One cluster's part of the pass over all votes; everything else is small beside it. */
function addVotes(
  sums: Float64Array,
  weights: Float64Array,
  cluster: number,
  codes: Uint32Array,
  from: number,
  to: number,
): void {
  const one = entry(weights, cluster);
  const two = entry(weights, cluster + 1);
  const three = entry(weights, cluster + 2);
  const four = entry(weights, cluster + 3);
  for (let i = from; i < to; i += 1) {
    const code = (codes[i] ?? 0) * lanes;
    add(sums, code, one);
    add(sums, code + 1, two);
    add(sums, code + 2, three);
    add(sums, code + 3, four);
  }
}

function unshare(sums: Float64Array, replicate: number, counts: Float64Array): void {
  const unit = laneSize ** Math.floor(replicate / lanes);
  const lane = replicate % lanes;
  for (let code = 0; code < counts.length; code += 1)
    counts[code] = Math.floor(entry(sums, code * lanes + lane) / unit) % laneSize;
}

/** Any weights, and products of two draws: one replicate in one double. */
function separateCounts(
  table: VoteTable,
  codes: Uint32Array,
  clusters: readonly Ids[],
  size: number,
  { replicates, rngOf }: ResampleOptions,
  visit: CountsVisitor,
): void {
  const counts = new Float64Array(size);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const rng = rngOf(replicate);
    const weights = table.weight?.slice() ?? new Float64Array(codes.length).fill(1);
    for (const { ids, of } of clusters) multiply(weights, drawn(ids.length, rng), of);
    counts.fill(0);
    for (let i = 0; i < codes.length; i += 1) add(counts, codes[i] ?? 0, entry(weights, i));
    visit(counts, replicate);
  }
}

function multiply(weights: Float64Array, times: Uint32Array, of: Uint32Array): void {
  for (let i = 0; i < weights.length; i += 1)
    weights[i] = entry(weights, i) * (times[of[i] ?? 0] ?? 0);
}
