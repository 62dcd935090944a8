import { at } from "@pairlab/domain/at";
import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { armLabels } from "./arm-labels.ts";
import { headings, originOf, sampleText } from "./headings.ts";
import { type Cell, cellHeight, cellMarks, cellOf, countLines } from "./matrix-cells.ts";
import type { Mark, Picture } from "./picture.ts";
import { rowLabel } from "./row-label.ts";
import { pictureWidth, plotConfiguration, textMark } from "./theme.ts";
import { countText, percent } from "./wording.ts";
import { wrapped } from "./wrapped.ts";

const left = 200;
const right = 16;
const linePx = 16;

/** Row over column: share of votes and their count; blank where two arms never met. */
export function winMatrixPicture(summary: Summary, question: QuestionResult): Picture {
  const { arms, ties } = summary.plan;
  const label = armLabels(summary.arms);
  const columnPx = (pictureWidth - left - right) / arms.length;
  const columnLabels = arms.map((id) =>
    wrapped(label(id), Math.max(4, Math.floor(columnPx / 7.5))),
  );
  const rowLabels = arms.map((id) => wrapped(label(id), 26));
  const headerPx = Math.max(...columnLabels.map((lines) => lines.length)) * linePx + 10;
  const cells = arms.map((row) => arms.map((column) => cellOf(question.pairs, row, column)));
  const counts = cells.map((line) =>
    line.map((cell) => countLines(cell, columnPx, ties === "allowed")),
  );
  const cellPx = Math.max(
    cellHeight(counts.flat()),
    ...rowLabels.map((lines) => lines.length * linePx + 8),
  );
  const title = matrixTitle(summary, question, cells);
  const head = headings(
    originOf(summary),
    {
      title,
      subtitle: `Share of votes for the row over the column, with votes won of votes cast. ${sampleText(summary, question.n)}.`,
      footer: `Blue: more votes for the row; orange: for the column; blank: the two never met. ${tieSentence(summary)} Intervals are in the forest plot.`,
    },
    (topPx) => topPx + headerPx + arms.length * cellPx + 8,
  );
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
      ...columnLabels.flatMap((lines, x) => columnLabel(lines, x, head.topPx + headerPx)),
      ...rowLabels.flatMap(rowLabel),
      ...cells.flatMap((line, y) =>
        line.flatMap((cell, x) => cellMarks(cell, at(at(counts, y), x), x, y)),
      ),
    ],
    table: {
      caption: `Win matrix, ${question.title}`,
      columns: [
        { head: "Row over column" },
        ...arms.map((id) => ({ head: label(id), numeric: true })),
      ],
      rows: arms.map((id, row) => [label(id), ...at(cells, row).map(cellWords)]),
    },
  };
}

function cellWords(cell: Cell): string {
  if (cell.status === "self") return "same arm";
  if (cell.status === "never") return "never compared";
  return `${percent(cell.share)} (${countText(cell.wins)} of ${countText(cell.votes)})`;
}

/** The one arm that is ahead of every other, if there is one; else what is shown. */
function matrixTitle(
  summary: Summary,
  { title }: QuestionResult,
  cells: readonly (readonly Cell[])[],
): string {
  const label = armLabels(summary.arms);
  const ahead = summary.plan.arms.filter((_, row) =>
    at(cells, row).every(
      (cell) => cell.status === "self" || (cell.status === "compared" && cell.share > 0.5),
    ),
  );
  return ahead.length === 1
    ? `${title}: ${label(at(ahead, 0))} won the majority of votes against each other arm`
    : `${title}: votes won by row over column`;
}

const columnLabel = (lines: readonly string[], x: number, bottomPx: number): Mark[] =>
  lines.map((text, i) =>
    textMark({ value: x, px: 0 }, { px: bottomPx - 12 - (lines.length - 1 - i) * linePx }, text, {
      align: "center",
    }),
  );

const tieSentence = ({ plan }: Summary): string =>
  plan.ties === "none" ? "Forced choice: there are no ties." : "Ties count half in the share.";
