import { type LaneMemory, laneMemory } from "./lane-memory.ts";

/** Replicates that go over the votes together. */
export const lanes = 16;

/** Codes of votes by cluster: those of cluster k from starts[k] to starts[k + 1]. */
export interface ClusteredCodes {
  sorted: Uint32Array;
  starts: Uint32Array;
}

/** Sums over votes for sixteen replicates at once: whole numbers, exact below 2^32. */
export interface LaneSums {
  memory: LaneMemory;
  /** `lanes` numbers a cluster, to be filled before `sum`. */
  weights(): Uint32Array;
  sum(): void;
  /** `lanes` numbers a code, good until the next `sum`, and where they lie. */
  sums(): Uint32Array;
  sumsAt: number;
}

/** Sums of codes below `size`. */
export function laneSums({ sorted, starts }: ClusteredCodes, size: number): LaneSums {
  const memory = laneMemory();
  const clusters = starts.length - 1;
  const [codesAt, startsAt] = [memory.room(4 * sorted.length), memory.room(4 * starts.length)];
  const [weightsAt, sumsAt] = [memory.room(64 * clusters), memory.room(64 * size)];
  memory.words(codesAt, sorted.length).set(sorted);
  memory.words(startsAt, starts.length).set(starts);
  const run = memory.routine("sum");
  const sums = () => memory.words(sumsAt, size * lanes);
  return {
    ...{ memory, sums, sumsAt },
    weights: () => memory.words(weightsAt, clusters * lanes),
    sum: () => {
      sums().fill(0);
      run(codesAt, startsAt, clusters, weightsAt, sumsAt);
    },
  };
}
