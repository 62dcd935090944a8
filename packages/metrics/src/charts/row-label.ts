import type { Mark } from "./picture.ts";
import { textMark } from "./theme.ts";

const linePx = 16;
const leastPx = 40;

/** The name of a row, at the picture's left, centred on the row. */
export const rowLabel = (lines: readonly string[], row: number): Mark[] =>
  lines.map((text, i) =>
    textMark({ px: 16 }, { value: row, px: (i - (lines.length - 1) / 2) * linePx }, text),
  );

/** Height of every row, so that the longest text fits its row. */
export const rowHeight = (texts: readonly (readonly string[])[]): number =>
  Math.max(leastPx, ...texts.map((lines) => lines.length * linePx + 12));
