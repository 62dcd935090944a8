import { headings, type Origin } from "./headings.ts";
import type { ChartTable, Mark, Picture } from "./picture.ts";
import { rowHeight, rowLabel } from "./row-label.ts";
import {
  colors,
  errorBar,
  pictureWidth,
  plotConfiguration,
  referenceLine,
  textMark,
} from "./theme.ts";
import { wrapped } from "./wrapped.ts";

/** A value on a row, with its interval where there is one. */
export interface DrawnValue {
  value: number;
  interval?: { lower: number; upper: number };
  color: string;
  pointStyle: "circle" | "rectRot";
  filled: boolean;
}

export interface IntervalRow {
  label: string;
  /** One value, or two that are drawn one above the other; none: the words alone. */
  values: readonly DrawnValue[];
  /** In place of values. */
  words: string;
  /** Text in each column. */
  cells: readonly string[];
  /** A pale band behind the values, in the axis's unit. */
  band?: { lower: number; upper: number };
}

export interface TextColumn {
  head: string;
  px: number;
  align: "left" | "right";
  /** Characters a line holds. */
  width: number;
}

export interface IntervalRows {
  name: string;
  /** What kind of picture it is, for those who can't see it. */
  kind: string;
  title: string;
  subtitle: string;
  footer: string;
  head: string;
  rows: readonly IntervalRow[];
  columns: readonly TextColumn[];
  axis: { min: number; max: number; step: number; title: string };
  /** Words at both ends above the axis. */
  ends: readonly [string, string];
  /** A dashed line; none without it. */
  reference?: number;
  /** Pixels from the right edge that the columns take. */
  right: number;
  table: ChartTable;
}

const left = 240;
const headerPx = 24;
const axisPx = 46;

/** Rows of values with intervals on one axis, their numbers in columns beside them. */
export function intervalRows(origin: Origin, options: IntervalRows): Picture {
  const { rows, columns, axis, title } = options;
  const labels = rows.map(({ label }) => wrapped(label, 34));
  const cells = rows.map((row) =>
    row.cells.map((text, i) => wrapped(text, columns[i]?.width ?? 20)),
  );
  const words = rows.map((row) => wrapped(row.values.length === 0 ? row.words : "", 46));
  const rowPx = rowHeight([...labels, ...cells.flat(), ...words]);
  const head = headings(
    origin,
    options,
    (topPx) => topPx + headerPx + rows.length * rowPx + axisPx,
  );
  const points = rows.flatMap(({ values }, row) =>
    values.map((drawn, i) => ({ ...drawn, x: drawn.value, y: row + offsetOf(i, values.length) })),
  );
  return {
    name: options.name,
    width: pictureWidth,
    height: head.height,
    alt: `${options.kind}. ${title}. ${rows.map(rowSentence).join("; ")}.`,
    configuration: plotConfiguration({
      points: points.map(({ x, y, pointStyle, filled }) => ({ x, y, pointStyle, filled })),
      pointColors: points.map(({ color }) => color),
      rows: rows.length,
      axis,
      frame: { left, right: options.right, top: head.topPx + headerPx, bottom: head.bottomPx },
    }),
    marks: [
      ...head.marks,
      ...headerMarks(options, head.topPx + 10),
      ...rows.flatMap(bandMarks),
      ...(options.reference === undefined ? [] : [referenceLine(options.reference, rows.length)]),
      ...labels.flatMap(rowLabel),
      ...points.flatMap(({ interval, y, color }) =>
        interval === undefined ? [] : errorBar(y, interval.lower, interval.upper, color),
      ),
      ...words.flatMap((lines, row) => wordMarks(lines, row, options.right)),
      ...cells.flatMap((row, y) => row.flatMap((lines, i) => cellMarks(lines, columns[i], y))),
    ],
    table: options.table,
  };
}

/** Two values of a row lie a little above and below its middle. */
const offsetOf = (index: number, count: number): number => (count < 2 ? 0 : 0.32 * index - 0.16);

const rowSentence = ({ label, cells, words, values }: IntervalRow): string =>
  `${label}: ${values.length === 0 ? words : cells.filter((text) => text !== "").join(", ")}`;

function headerMarks({ head, ends, columns, axis }: IntervalRows, y: number): Mark[] {
  const style = { sizePx: 12, color: colors.quiet };
  return [
    textMark({ px: 16 }, { px: y }, head, style),
    textMark({ value: axis.min, px: 0 }, { px: y }, ends[0], style),
    textMark({ value: axis.max, px: 0 }, { px: y }, ends[1], { ...style, align: "right" }),
    ...columns.map(({ px, head: text, align }) =>
      textMark({ px }, { px: y }, text, { ...style, align }),
    ),
  ];
}

function bandMarks({ band }: IntervalRow, row: number): Mark[] {
  if (band === undefined) return [];
  return [
    {
      kind: "rect",
      layer: "under",
      from: { x: { value: band.lower, px: 0 }, y: { value: row - 0.42, px: 0 } },
      to: { x: { value: band.upper, px: 0 }, y: { value: row + 0.42, px: 0 } },
      fill: "#f6dfc9",
      stroke: "#c98a4b",
      dashPx: [2, 2],
    },
  ];
}

/** Lines of a row, the middle one on the row's middle. */
const lineY = (row: number, i: number, count: number) => ({
  value: row,
  px: (i - (count - 1) / 2) * 16,
});

/** Words in place of a number, on paper that covers the lines behind them. */
const wordMarks = (lines: readonly string[], row: number, right: number): Mark[] =>
  lines.flatMap((text, i): Mark[] => {
    const y = lineY(row, i, lines.length);
    return [
      {
        kind: "rect",
        layer: "over",
        from: { x: { px: left + 4 }, y: { ...y, px: y.px - 8 } },
        to: { x: { px: pictureWidth - right - 4 }, y: { ...y, px: y.px + 8 } },
        fill: colors.paper,
        stroke: "",
        dashPx: [],
      },
      textMark({ px: left + 8 }, y, text, { sizePx: 12, color: colors.quiet }),
    ];
  });

const cellMarks = (lines: readonly string[], column: TextColumn | undefined, row: number): Mark[] =>
  lines.map((text, i) =>
    textMark({ px: column?.px ?? 0 }, lineY(row, i, lines.length), text, {
      align: column?.align ?? "left",
    }),
  );
