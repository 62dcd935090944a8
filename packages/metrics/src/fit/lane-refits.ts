import { type LaneSteps, laneSteps } from "./lane-steps.ts";
import { type LaneSums, lanes } from "./lane-sums.ts";
import { largest, moveBy } from "./newton.ts";
import type { PairCells } from "./pair-cells.ts";
import type { PairFit } from "./pair-fit.ts";
import { mostChords, refitter, smallStep } from "./refit.ts";
import { stronglyLinked } from "./strongly-linked.ts";
import { entry } from "./symmetric-matrix.ts";

/**
 * Refits of Bradley-Terry alone to the sums of up to sixteen replicates; the same numbers as `refitter`'s.
 *
 * Shape:  three codes a cell of the fit: wins, losses, ties.
 * Result: parameters of each replicate, undefined for one without a finite maximum.
 */
export function laneRefits(
  fit: PairFit,
  sums: LaneSums,
): (replicates: number) => (Float64Array | undefined)[] {
  const steps = laneSteps(sums, fit);
  const refit = refitter(fit);
  const cellsOf = laneCells(fit.cells, sums);
  return (replicates) => {
    const oneWay = steps.oneWay();
    const linked = (lane: number) => ((oneWay >> lane) & 1) === 0 || stronglyLinked(cellsOf(lane));
    const found = Array.from({ length: replicates }, (_, lane): Float64Array | undefined =>
      linked(lane) ? fit.parameters.slice() : undefined,
    );
    const open = chords(fit, steps, found);
    for (const lane of open) found[lane] = refit(cellsOf(lane));
    return found;
  };
}

/** Moves parameters until their steps are small; the replicates whose steps stayed large. */
function chords(
  { cells: { items }, layout }: PairFit,
  steps: LaneSteps,
  found: readonly (Float64Array | undefined)[],
): number[] {
  let open = [...found.keys()].filter((lane) => found[lane] !== undefined);
  const step = new Float64Array(items);
  const moved = (lane: number, parameters: Float64Array): boolean => {
    const all = steps.steps();
    for (let i = 0; i < items; i += 1) step[i] = entry(all, i * lanes + lane);
    moveBy(parameters, step, items, layout);
    return largest(step) >= smallStep;
  };
  for (let chord = 0; chord < mostChords && open.length > 0; chord += 1) {
    const worths = steps.worths();
    found.forEach((parameters, lane) => {
      for (let i = 0; i < items; i += 1)
        worths[i * lanes + lane] = parameters === undefined ? 1 : Math.exp(entry(parameters, i));
    });
    steps.step();
    open = open.filter((lane) => {
      const parameters = found[lane];
      return parameters !== undefined && moved(lane, parameters);
    });
  }
  return open;
}

/** The counts of one replicate, in arrays that are used again. */
function laneCells(like: PairCells, { sums }: LaneSums): (lane: number) => PairCells {
  const size = like.first.length;
  const cells: PairCells = {
    ...like,
    wins: new Float64Array(size),
    losses: new Float64Array(size),
    ties: new Float64Array(size),
  };
  return (lane) => {
    const all = sums();
    for (let c = 0; c < size; c += 1) {
      const at = c * 3 * lanes + lane;
      cells.wins[c] = all[at] ?? 0;
      cells.losses[c] = all[at + lanes] ?? 0;
      cells.ties[c] = all[at + 2 * lanes] ?? 0;
    }
    return cells;
  };
}
