import { laneSumsModule } from "./lane-sums-module.ts";

/** Replicates that go over the votes together. */
export const lanes = 16;

const pageBytes = 65_536;
let compiled: WebAssembly.Module | undefined;

/** Codes of votes by cluster: those of cluster k from starts[k] to starts[k + 1]. */
export interface ClusteredCodes {
  sorted: Uint32Array;
  starts: Uint32Array;
}

/**
 * Sums over votes for sixteen replicates at once: whole numbers, exact below 2^32.
 *
 * Shape:  `weights` has `lanes` numbers a cluster, to be filled before `sum`; its answer has `lanes` numbers for each of
 *         `size` codes, good until the next.
 */
export function laneSums({ sorted, starts }: ClusteredCodes, size: number) {
  compiled ??= new WebAssembly.Module(
    Uint8Array.from(atob(laneSumsModule), (character) => character.charCodeAt(0)),
  );
  const { memory, sum } = new WebAssembly.Instance(compiled).exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof sum !== "function")
    throw new TypeError("lane sums aren't what they were compiled from");
  const clusters = starts.length - 1;
  const place = { end: 0 };
  const room = (words: number): number => {
    const start = place.end;
    place.end += Math.ceil(words / lanes) * lanes * 4;
    return start;
  };
  const [codesAt, startsAt] = [room(sorted.length), room(starts.length)];
  const [weightsAt, sumsAt] = [room(clusters * lanes), room(size * lanes)];
  memory.grow(Math.ceil(place.end / pageBytes));
  const words = (at: number, length: number) => new Uint32Array(memory.buffer, at, length);
  words(codesAt, sorted.length).set(sorted);
  words(startsAt, starts.length).set(starts);
  const sums = words(sumsAt, size * lanes);
  return {
    weights: words(weightsAt, clusters * lanes),
    sum: (): Uint32Array => {
      sums.fill(0);
      sum(codesAt, startsAt, clusters, weightsAt, sumsAt);
      return sums;
    },
  };
}
