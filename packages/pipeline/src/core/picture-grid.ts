import type { Pixels } from "./pixels.ts";

/** The colour around pictures in a trial, so that gaps of a grid are gaps. */
const surround = 0xe6;
const gapPx = 4;

/** Columns of the square grid that holds a number of pictures; as many rows at most. */
export const gridColumns = (pictures: number): number => Math.ceil(Math.sqrt(pictures));

/** The side of one picture in a grid of `sidePx`, in pixels: as large as fits with gaps between. */
export function gridCellPx(pictures: number, sidePx: number): number {
  const columns = gridColumns(pictures);
  return Math.floor((sidePx - gapPx * (columns - 1)) / columns);
}

/**
 * One picture made of a set: row by row in a square grid, each in the middle of its place; places without a picture stay
 * empty.
 *
 * Shape: one to many square pictures, all of one side, at most `sidePx / gridColumns` each; the result is
 * `sidePx` × `sidePx`.
 * Throws: RangeError for pictures that don't fit.
 */
export function pictureGrid(pictures: readonly Pixels[], sidePx: number): Pixels {
  const columns = gridColumns(pictures.length);
  const rgb = new Uint8Array(sidePx * sidePx * 3).fill(surround);
  for (const [index, { rgb: pixels, width, height }] of pictures.entries()) {
    if (width !== height || width * columns > sidePx)
      throw new RangeError(`${width} × ${height} in ${columns} columns of ${sidePx} pixels`);
    const start = (place: number) => Math.round(((place + 0.5) * sidePx) / columns - width / 2);
    const [left, top] = [start(index % columns), start(Math.floor(index / columns))];
    for (let y = 0; y < height; y += 1)
      rgb.set(pixels.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * sidePx + left) * 3);
  }
  return { rgb, width: sidePx, height: sidePx };
}
