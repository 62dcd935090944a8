/** The top left corner of the part that a closer view shows, in whole CSS pixels of the enlarged picture. */
export interface Pan {
  x: number;
  y: number;
}

/** A corner on whole pixels and inside: at 2×, a picture of `displayPx` can be moved by `displayPx`. */
export const moved = ({ x, y }: Pan, displayPx: number): Pan => ({
  x: inside(x, displayPx),
  y: inside(y, displayPx),
});

const inside = (at: number, most: number): number => Math.min(most, Math.max(0, Math.round(at)));
