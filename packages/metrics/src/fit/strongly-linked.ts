import type { PairCells } from "./pair-cells.ts";
import { entry } from "./symmetric-matrix.ts";

/** Whether everyone can be reached from item 0 and reaches it, by wins and ties. */
export function stronglyLinked(cells: PairCells): boolean {
  return reachesAll(cells, cells.wins, cells.losses) && reachesAll(cells, cells.losses, cells.wins);
}

function reachesAll(
  { items, first, second, ties }: PairCells,
  there: Float64Array,
  back: Float64Array,
): boolean {
  const reached = new Uint8Array(items);
  reached[0] = 1;
  let count = 1;
  const step = (from: number, to: number, votes: number): void => {
    if (votes === 0 || reached[from] === 0 || reached[to] === 1) return;
    reached[to] = 1;
    count += 1;
  };
  for (let before = 0; before < count && count < items; ) {
    before = count;
    for (let c = 0; c < first.length && count < items; c += 1) {
      const i = first[c] ?? 0;
      const j = second[c] ?? 0;
      step(i, j, entry(there, c) + entry(ties, c));
      step(j, i, entry(back, c) + entry(ties, c));
    }
  }
  return count === items;
}
