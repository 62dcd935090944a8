import type { BlockView } from "./trial-view.ts";

/** Trials without a break at most, unless the plan says otherwise. */
export const defaultBreakEvery = 30;

/** A form of one block has a break in its middle from this length on. */
const longEnough = 20;

/**
 * The trials before which there is a break: as few as it takes, evenly in each block.
 *
 * The page before each further block is a rest of its own and isn't among them. Result: 0-based, ascending.
 */
export function breakPlaces(
  blocks: readonly Pick<BlockView, "firstTrial" | "trials">[],
  breakEvery: number,
): number[] {
  return blocks.flatMap(({ firstTrial, trials }) => {
    const needed = Math.ceil(trials / breakEvery);
    const parts = blocks.length === 1 && trials >= longEnough ? Math.max(2, needed) : needed;
    return Array.from({ length: Math.max(0, parts - 1) }, (_, part) =>
      Math.round(firstTrial + ((part + 1) * trials) / parts),
    );
  });
}
