import { createRng } from "@pairlab/domain/random";
import { outcomes, type VoteTable } from "../votes/vote-table.ts";
import { laneRefits } from "./lane-refits.ts";
import type { PairCells } from "./pair-cells.ts";
import type { PairFit } from "./pair-fit.ts";
import { isPlain, refitter } from "./refit.ts";
import {
  laneClusters,
  lanePasses,
  type ResampledKind,
  type ResampleOptions,
  resampledCounts,
} from "./resampled-counts.ts";
import { entry } from "./symmetric-matrix.ts";

export interface BootstrapOptions {
  kind: ResampledKind;
  replicates: number;
  seed: number;
}

/** Refits to resampled votes. */
export interface FitReplicates {
  /** One row of parameters, as the fit's, for each usable replicate. */
  parameters: Float64Array[];
  /** Replicates without a finite fit. */
  unusable: number;
}

/**
 * Refits of a pair model to votes drawn again by cluster.
 *
 * Each replicate is tested for a finite maximum; those without one are counted, never silently dropped.
 *
 * Source: Efron & Tibshirani 1993, chapter 8; Owen 2007 for raters and prompts at once.
 * Shape:  `fit` is of this table's votes; ties as there.
 */
export function fitBootstrap(
  table: VoteTable,
  fit: PairFit,
  { kind, replicates, seed }: BootstrapOptions,
): FitReplicates {
  const places = cellPlaces(table, fit);
  const size = 3 * fit.cells.first.length;
  const rngOf = (replicate: number) => createRng(seed, `fit bootstrap by ${kind}`, replicate);
  const options = { kind, replicates, rngOf };
  const found: FitReplicates = { parameters: [], unusable: 0 };
  const keep = (parameters: Float64Array | undefined): void => {
    if (parameters === undefined) found.unusable += 1;
    else found.parameters.push(parameters);
  };
  const clusters = isPlain(fit) ? laneClusters(table, size, kind) : undefined;
  if (clusters === undefined) separateRefits(table, fit, places, options, keep);
  else
    lanePasses(places, clusters, size, options, (sums) => {
      const refits = laneRefits(fit, sums);
      return (_, pass) => refits(pass).forEach(keep);
    });
  return found;
}

/** One refit after the other. */
function separateRefits(
  table: VoteTable,
  fit: PairFit,
  places: Uint32Array,
  options: ResampleOptions,
  keep: (parameters: Float64Array | undefined) => void,
): void {
  const refit = refitter(fit);
  const { first } = fit.cells;
  const cells: PairCells = {
    ...fit.cells,
    wins: new Float64Array(first.length),
    losses: new Float64Array(first.length),
    ties: new Float64Array(first.length),
  };
  resampledCounts(table, places, first.length * 3, options, (counts) => {
    for (let c = 0; c < first.length; c += 1) {
      cells.wins[c] = entry(counts, c * 3);
      cells.losses[c] = entry(counts, c * 3 + 1);
      cells.ties[c] = entry(counts, c * 3 + 2);
    }
    keep(refit(cells));
  });
}

/**
 * Where each vote counts: its cell × 3, plus 0 for a win of the cell's first item, 1 of its second, 2 a tie; outside
 * of all, where a pair has no weight.
 */
function cellPlaces(
  { items: { length: items }, first, second, outcome }: VoteTable,
  { cells, layout }: PairFit,
): Uint32Array {
  const placeOf = new Uint32Array(items * items * 3).fill(2 ** 32 - 1);
  for (let c = 0; c < cells.first.length; c += 1) {
    const [i, j] = [cells.first[c] ?? 0, cells.second[c] ?? 0];
    placeOf.set([c * 3, c * 3 + 1, c * 3 + 2], (i * items + j) * 3);
    if (layout.position < 0) placeOf.set([c * 3 + 1, c * 3, c * 3 + 2], (j * items + i) * 3);
  }
  const places = new Uint32Array(first.length);
  for (let v = 0; v < places.length; v += 1) {
    const found = outcome[v] ?? 0;
    const pair = (first[v] ?? 0) * items + (second[v] ?? 0);
    places[v] = placeOf[pair * 3 + (found > outcomes.tie ? outcomes.tie : found)] ?? 0;
  }
  return places;
}
