import { type LaneSums, lanes } from "./lane-sums.ts";
import type { PairFit } from "./pair-fit.ts";

/** Steps of the chord method for sixteen replicates at once; the same numbers as one by one. */
export interface LaneSteps {
  /** Of each replicate a bit: whether some cell has only wins of one side. */
  oneWay(): number;
  /** The worth of each item in each replicate, to be filled before `step`. Shape: `lanes` numbers an item. */
  worths(): Float64Array;
  step(): void;
  /** What `step` would add to log strengths. Shape: as `worths`; good until the next step. */
  steps(): Float64Array;
}

/**
 * Steps with the information of a fit of Bradley-Terry, towards the sums of its cells.
 *
 * Shape:  three codes a cell: wins, losses, ties.
 */
export function laneSteps({ memory, sumsAt }: LaneSums, { cells, covariance }: PairFit): LaneSteps {
  const { items, first, second } = cells;
  const [pairsAt, matrixAt] = [memory.room(8 * first.length), memory.room(8 * items * items)];
  const size = items * lanes;
  const [worthsAt, slopesAt, stepsAt] = [
    memory.room(8 * size),
    memory.room(8 * size),
    memory.room(8 * size),
  ];
  const pairs = memory.words(pairsAt, 2 * first.length);
  for (let c = 0; c < first.length; c += 1) {
    pairs[2 * c] = first[c] ?? 0;
    pairs[2 * c + 1] = second[c] ?? 0;
  }
  memory.doubles(matrixAt, items * items).set(covariance);
  const [oneWay, slopes, products] = [
    memory.routine("oneWay"),
    memory.routine("slopes"),
    memory.routine("products"),
  ];
  return {
    oneWay: () => oneWay(first.length, sumsAt),
    worths: () => memory.doubles(worthsAt, size),
    step: () => {
      memory.doubles(slopesAt, size).fill(0);
      slopes(pairsAt, first.length, sumsAt, worthsAt, slopesAt);
      products(matrixAt, items, slopesAt, stepsAt);
    },
    steps: () => memory.doubles(stepsAt, size),
  };
}
