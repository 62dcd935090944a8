import type { Rng } from "@pairlab/domain/random";
import type { Ids, VoteTable } from "../votes/vote-table.ts";
import { type ClusteredCodes, type LaneSums, laneSums, lanes } from "./lane-sums.ts";
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
  const one = laneClusters(table, size, options.kind);
  if (clusters.length === 0) resampledVotes(table, codes, size, options, visit);
  else if (one !== undefined) laneCounts(codes, one, size, options, visit);
  else separateCounts(table, codes, clusters, size, options, visit);
}

/** What is drawn, where sixteen replicates can be counted at once: one kind of clusters, votes without weights. */
export function laneClusters(table: VoteTable, size: number, kind: ResampledKind): Ids | undefined {
  const [one, other] = clustersOf(table, kind);
  if (one === undefined || other !== undefined || table.weight !== undefined) return undefined;
  return fitsLanes(table.first.length, size, one.ids.length) ? one : undefined;
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

/** A cluster is drawn more often with a probability below 1e-35; `laneCounts` checks. */
const mostDraws = 32;
/** The memory that WebAssembly addresses, and some to spare. */
const mostWords = 2 ** 29;

/** Whether every count fits in a lane, and all of it in the memory. */
const fitsLanes = (votes: number, size: number, clusters: number): boolean =>
  votes * mostDraws < 2 ** 32 && votes + (size + clusters) * lanes < mostWords;

/**
 * Sixteen replicates of one kind of clusters in a pass over the votes, in order of their clusters: whole numbers,
 * so exact. `begin` gets the sums before they are made; its answer the number of a pass's first replicate and how many
 * there are, each time they are.
 */
export function lanePasses(
  codes: Uint32Array,
  clusters: Ids,
  size: number,
  { replicates, rngOf }: ResampleOptions,
  begin: (sums: LaneSums) => (from: number, replicates: number) => void,
): void {
  const sums = laneSums(codesByCluster(codes, clusters), size);
  const visit = begin(sums);
  for (let from = 0; from < replicates; from += lanes) {
    const pass = Math.min(lanes, replicates - from);
    const weights = sums.weights().fill(0);
    for (let r = 0; r < pass; r += 1)
      setLane(weights, drawn(clusters.ids.length, rngOf(from + r)), r);
    sums.sum();
    visit(from, pass);
  }
}

function laneCounts(
  codes: Uint32Array,
  clusters: Ids,
  size: number,
  options: ResampleOptions,
  visit: CountsVisitor,
): void {
  const counts = new Float64Array(size);
  lanePasses(codes, clusters, size, options, ({ sums }) => (from, pass) => {
    const all = sums();
    for (let r = 0; r < pass; r += 1) {
      for (let code = 0; code < size; code += 1) counts[code] = all[code * lanes + r] ?? 0;
      visit(counts, from + r);
    }
  });
}

function setLane(weights: Uint32Array, times: Uint32Array, lane: number): void {
  for (let cluster = 0; cluster < times.length; cluster += 1) {
    const count = times[cluster] ?? 0;
    if (count > mostDraws) throw new RangeError(`resampledCounts: a cluster drawn ${count} times`);
    weights[cluster * lanes + lane] = count;
  }
}

/** Codes of each cluster's votes together: those of cluster k from starts[k] to starts[k + 1]. */
function codesByCluster(codes: Uint32Array, { ids, of }: Ids): ClusteredCodes {
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
