import type { ChartConfiguration } from "chart.js";

/**
 * A chart as data: what chart.js draws (axes, grid, points) and what Pairlab's own plugin draws
 * (everything else). Serialisable, without functions.
 */
export interface Picture {
  /** File name without extension. */
  name: string;
  /** CSS pixels. */
  width: number;
  height: number;
  /** What the picture shows, for those who can't see it. */
  alt: string;
  configuration: ChartConfiguration<"scatter">;
  /** Drawn in this order. */
  marks: readonly Mark[];
  /** The same numbers as a table. */
  table: ChartTable;
}

/** The first cell of each row names the row. */
export interface ChartTable {
  caption: string;
  columns: readonly { head: string; numeric?: boolean }[];
  rows: readonly (readonly string[])[];
}

/** A position: `px` pixels from the place of `value` on the axis, or from the picture's edge without one. */
export interface Place {
  value?: number;
  px: number;
}

/** `under` is drawn before the points, `over` after them. */
export type Layer = "under" | "over";

export interface TextMark {
  kind: "text";
  layer: Layer;
  x: Place;
  y: Place;
  text: string;
  sizePx: number;
  bold: boolean;
  color: string;
  align: "left" | "center" | "right";
}

export interface LineMark {
  kind: "line";
  layer: Layer;
  from: { x: Place; y: Place };
  to: { x: Place; y: Place };
  color: string;
  widthPx: number;
  /** Lengths of strokes and gaps; empty: solid. */
  dashPx: readonly number[];
}

export interface RectMark {
  kind: "rect";
  layer: Layer;
  from: { x: Place; y: Place };
  to: { x: Place; y: Place };
  fill: string;
  /** Colour of the outline; empty: none. */
  stroke: string;
  dashPx: readonly number[];
}

export type Mark = TextMark | LineMark | RectMark;
