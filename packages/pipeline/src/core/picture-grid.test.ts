import { expect, test } from "vitest";
import { gridCellPx, gridColumns, pictureGrid } from "./picture-grid.ts";
import type { Pixels } from "./pixels.ts";

const plain = (value: number, sidePx: number): Pixels => ({
  rgb: new Uint8Array(sidePx * sidePx * 3).fill(value),
  width: sidePx,
  height: sidePx,
});
const at = ({ rgb, width }: Pixels, x: number, y: number) => rgb[(y * width + x) * 3];

test("a grid is the smallest square that holds its pictures", () => {
  expect([2, 4, 5, 8, 9, 16].map(gridColumns)).toEqual([2, 2, 3, 3, 3, 4]);
});

test("pictures stand in their order, row by row, and what is left over is surround", () => {
  const grid = pictureGrid(
    [10, 20, 30].map((value) => plain(value, 8)),
    20,
  );
  expect([grid.width, grid.height, grid.rgb.length]).toEqual([20, 20, 1200]);
  expect([at(grid, 5, 5), at(grid, 15, 5), at(grid, 5, 15), at(grid, 15, 15)]).toEqual([
    10, 20, 30, 0xe6,
  ]);
  expect([at(grid, 0, 0), at(grid, 10, 5), at(grid, 19, 19)]).toEqual([0xe6, 0xe6, 0xe6]);
});

test("every pixel of every picture is there once", () => {
  const grid = pictureGrid(
    Array.from({ length: 8 }, (_, index) => plain(index + 1, 40)),
    128,
  );
  for (let value = 1; value <= 8; value += 1)
    expect(grid.rgb.filter((one) => one === value)).toHaveLength(40 * 40 * 3);
});

test("a cell leaves a gap between pictures and fits", () => {
  for (const [pictures, sidePx] of [
    [8, 384],
    [2, 512],
    [16, 500],
  ] as const) {
    const cell = gridCellPx(pictures, sidePx);
    const columns = gridColumns(pictures);
    expect(cell * columns + 4 * (columns - 1)).toBeLessThanOrEqual(sidePx);
    expect(cell).toBeGreaterThan(sidePx / columns - 5);
  }
});

test("pictures that don't fit are refused", () => {
  expect(() => pictureGrid([plain(1, 9), plain(1, 9)], 16)).toThrow(RangeError);
});
