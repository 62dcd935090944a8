import { at } from "@pairlab/domain/at";
import type { PairResult, QuestionResult, Summary } from "@pairlab/domain/summary";
import { armLabels } from "./arm-labels.ts";
import { cellColors } from "./cell-colors.ts";
import { headings, sampleText } from "./headings.ts";
import type { Mark, Picture } from "./picture.ts";
import { colors, pictureWidth, plotConfiguration, textMark } from "./theme.ts";
import { countText, percent } from "./wording.ts";
import { wrapped } from "./wrapped.ts";

/** A cell of the matrix: the row's votes against the column. */
export type Cell =
  | { status: "self" }
  | { status: "never" }
  | { status: "compared"; share: number; wins: number; ties: number; votes: number };

const left = 200;
const right = 16;
const cellPx = 62;

/** Row over column: share of votes and their count; blank where two arms never met. */
export function winMatrixPicture(summary: Summary, question: QuestionResult): Picture {
  const arms = summary.plan.arms;
  const label = armLabels(summary.arms);
  const columnPx = (pictureWidth - left - right) / arms.length;
  const columnLabels = arms.map((id) =>
    wrapped(label(id), Math.max(4, Math.floor(columnPx / 7.5))),
  );
  const headerPx = Math.max(...columnLabels.map((lines) => lines.length)) * 16 + 10;
  const title = matrixTitle(summary, question);
  const head = headings(
    summary,
    {
      title,
      subtitle: `Share of votes for the row over the column, with votes won of votes cast. ${sampleText(summary, question.n)}.`,
      footer: `Blue: more votes for the row; orange: for the column; blank: the two never met. ${tieSentence(summary)} Intervals are in the forest plot.`,
    },
    (topPx) => topPx + headerPx + arms.length * cellPx + 8,
  );
  const cells = arms.map((row) => arms.map((column) => cellOf(question.pairs, row, column)));
  return {
    name: `win-matrix-${question.id}`,
    width: pictureWidth,
    height: head.height,
    alt: `Win matrix. ${title}. Its numbers are in the table below.`,
    configuration: plotConfiguration({
      points: cells.flatMap((line, y) =>
        line.map((_, x) => ({ x, y, pointStyle: "circle", filled: false })),
      ),
      pointColors: [],
      rows: arms.length,
      axis: "cells",
      frame: { left, right, top: head.topPx + headerPx, bottom: head.bottomPx + 8 },
    }),
    marks: [
      ...head.marks,
      ...columnLabels.flatMap((lines, x) =>
        lines.map((text, i) =>
          textMark(
            { value: x, px: 0 },
            { px: head.topPx + headerPx - 12 - (lines.length - 1 - i) * 16 },
            text,
            { align: "center" },
          ),
        ),
      ),
      ...arms.flatMap((id, y) => rowLabel(label(id), y)),
      ...cells.flatMap((line, y) => line.flatMap((cell, x) => cellMarks(cell, x, y, summary))),
    ],
  };
}

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

function matrixTitle(summary: Summary, question: QuestionResult): string {
  const label = armLabels(summary.arms);
  const arms = summary.plan.arms;
  const sweeps = arms.filter((row) =>
    arms.every((column) => {
      const cell = cellOf(question.pairs, row, column);
      return cell.status === "self" || (cell.status === "compared" && cell.share > 0.5);
    }),
  );
  return sweeps.length === 1
    ? `${question.title}: ${label(at(sweeps, 0))} won the majority of votes against each other arm`
    : `${question.title}: votes won by row over column`;
}

const rowLabel = (text: string, row: number): Mark[] =>
  wrapped(text, 26).map((line, i, lines) =>
    textMark({ px: 16 }, { value: row, px: (i - (lines.length - 1) / 2) * 16 }, line),
  );

function cellMarks(cell: Cell, x: number, y: number, { plan }: Summary): Mark[] {
  const { fill, ink } =
    cell.status === "compared" ? cellColors(cell.share) : { fill: "#ffffff", ink: colors.quiet };
  const box: Mark = {
    kind: "rect",
    layer: "under",
    from: { x: { value: x - 0.5, px: 2 }, y: { value: y - 0.5, px: 2 } },
    to: { x: { value: x + 0.5, px: -2 }, y: { value: y + 0.5, px: -2 } },
    fill: cell.status === "self" ? "#f0f0f0" : fill,
    stroke: cell.status === "never" ? "#8a8a8a" : "",
    dashPx: [3, 3],
  };
  if (cell.status === "self")
    return [
      box,
      textMark({ value: x, px: 0 }, { value: y, px: 0 }, "–", {
        align: "center",
        color: colors.quiet,
      }),
    ];
  if (cell.status === "never") return [box];
  const ties = plan.ties === "none" ? "" : `, ${countText(cell.ties)} tied`;
  const counts = `${countText(cell.wins)} of ${countText(cell.votes)}${ties}`;
  const column = (pictureWidth - left - right) / plan.arms.length;
  const small = column < 90;
  return [
    box,
    textMark({ value: x, px: 0 }, { value: y, px: -9 }, percent(cell.share), {
      align: "center",
      sizePx: small ? 13 : 16,
      bold: true,
      color: ink,
    }),
    textMark({ value: x, px: 0 }, { value: y, px: 12 }, counts, {
      align: "center",
      sizePx: small ? 10 : 12,
      color: ink,
    }),
  ];
}

const tieSentence = ({ plan }: Summary): string =>
  plan.ties === "none" ? "Forced choice: there are no ties." : "Ties count half in the share.";
