import { createRng } from "@pairlab/domain/random";
import type { VoteTable } from "../votes/vote-table.ts";
import { countCodes, type PairCells } from "./pair-cells.ts";
import type { PairFit } from "./pair-fit.ts";
import { refitter } from "./refit.ts";
import { type ResampledKind, resampledCounts } from "./resampled-counts.ts";
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
  const refit = refitter(fit);
  const places = cellPlaces(table, fit);
  const { first } = fit.cells;
  const cells: PairCells = {
    ...fit.cells,
    wins: new Float64Array(first.length),
    losses: new Float64Array(first.length),
    ties: new Float64Array(first.length),
  };
  const found: FitReplicates = { parameters: [], unusable: 0 };
  const rngOf = (replicate: number) => createRng(seed, `fit bootstrap by ${kind}`, replicate);
  resampledCounts(table, places, first.length * 3, { kind, replicates, rngOf }, (counts) => {
    for (let c = 0; c < first.length; c += 1) {
      cells.wins[c] = entry(counts, c * 3);
      cells.losses[c] = entry(counts, c * 3 + 1);
      cells.ties[c] = entry(counts, c * 3 + 2);
    }
    const parameters = refit(cells);
    if (parameters === undefined) found.unusable += 1;
    else found.parameters.push(parameters);
  });
  return found;
}

/** Where each vote counts: its cell × 3, plus 0 for a win of the cell's first item, 1 of its second, 2 a tie. */
function cellPlaces(table: VoteTable, { cells, layout }: PairFit): Uint32Array {
  const items = table.items.length;
  const placeOf = new Float64Array(items * items * 3).fill(-1);
  for (let c = 0; c < cells.first.length; c += 1) {
    const [i, j] = [cells.first[c] ?? 0, cells.second[c] ?? 0];
    placeOf.set([c * 3, c * 3 + 1, c * 3 + 2], (i * items + j) * 3);
    if (layout.position < 0) placeOf.set([c * 3 + 1, c * 3, c * 3 + 2], (j * items + i) * 3);
  }
  const places = countCodes(table);
  for (let v = 0; v < places.length; v += 1) places[v] = entry(placeOf, places[v] ?? 0);
  return places;
}
