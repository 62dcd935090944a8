import type { PairResult } from "@pairlab/domain/summary";
import { cellColors } from "./cell-colors.ts";
import type { Mark } from "./picture.ts";
import { colors, textMark } from "./theme.ts";
import { countText, gap, percent } from "./wording.ts";
import { wrapped } from "./wrapped.ts";

/** A cell of the matrix: the row's votes against the column. */
export type Cell =
  | { status: "self" }
  | { status: "never" }
  | { status: "compared"; share: number; wins: number; ties: number; votes: number };

/** What is known of row against column. */
export function cellOf(pairs: readonly PairResult[], row: string, column: string): Cell {
  if (row === column) return { status: "self" };
  const straight = pairs.find(({ a, b }) => a === row && b === column);
  const pair = straight ?? pairs.find(({ a, b }) => a === column && b === row);
  if (pair === undefined || pair.winRate.status !== "ok") return { status: "never" };
  const { share } = pair.winRate.value;
  const counts = { status: "compared", ties: pair.ties, votes: pair.n.votes } as const;
  return straight === undefined
    ? { ...counts, share: 1 - share, wins: pair.winsB }
    : { ...counts, share, wins: pair.winsA };
}

/** The counts of a cell in lines that fit its width: `50 of 72`. */
export function countLines(cell: Cell, columnPx: number, hasTies: boolean): string[] {
  if (cell.status !== "compared") return [];
  const ties = hasTies ? `, ${countText(cell.ties)}${gap}tied` : "";
  const text = `${countText(cell.wins)} of ${countText(cell.votes)}${ties}`;
  return wrapped(text, Math.max(6, Math.floor((columnPx - 12) / 5.8)));
}

const shareLinePx = 20;
const countLinePx = 15;

/** Height of every cell, so that the longest counts fit. */
export const cellHeight = (counts: readonly (readonly string[])[]): number =>
  24 + shareLinePx + countLinePx * Math.max(1, ...counts.map((lines) => lines.length));

/** A cell: its share on its colour with the counts below; a dash on the diagonal; blank for none. */
export function cellMarks(cell: Cell, counts: readonly string[], x: number, y: number): Mark[] {
  const box = (fill: string, stroke = ""): Mark => ({
    kind: "rect",
    layer: "under",
    from: { x: { value: x - 0.5, px: 2 }, y: { value: y - 0.5, px: 2 } },
    to: { x: { value: x + 0.5, px: -2 }, y: { value: y + 0.5, px: -2 } },
    fill,
    stroke,
    dashPx: [3, 3],
  });
  const line = (px: number, text: string, color: string, sizePx: number, bold = false) =>
    textMark({ value: x, px: 0 }, { value: y, px }, text, { align: "center", color, sizePx, bold });
  if (cell.status === "self") return [box("#f0f0f0"), line(0, "–", colors.quiet, 13)];
  if (cell.status === "never") return [box(colors.paper, "#8a8a8a")];
  const { fill, ink } = cellColors(cell.share);
  const top = -(shareLinePx + countLinePx * counts.length) / 2;
  return [
    box(fill),
    line(top + shareLinePx / 2, percent(cell.share), ink, 16, true),
    ...counts.map((text, i) => line(top + shareLinePx + (i + 0.5) * countLinePx, text, ink, 11)),
  ];
}
