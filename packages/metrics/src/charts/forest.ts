import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { headings, originOf, sampleText } from "./headings.ts";
import { type Estimate, estimateWords, favours, type PairRow, pairRows } from "./pair-rows.ts";
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
import {
  countText,
  intervalName,
  levelText,
  percent,
  primaryIntervalName,
  shareWithInterval,
} from "./wording.ts";
import { wrapped } from "./wrapped.ts";

const left = 240;
const right = 336;
const columnsPx = { share: 582, votes: 776, raters: 828, prompts: 884 };

/** Every pair of a question: share of votes with its primary interval, against one half. */
export function forestPicture(summary: Summary, question: QuestionResult): Picture {
  const rows = pairRows(summary, question);
  const title = forestTitle(question, rows);
  const labels = rows.map(({ a, b }) => wrapped(`${a} over ${b}`, 36));
  const words = rows.map(({ estimate }) =>
    estimate.status === "none" ? wordLines(estimate.words) : [],
  );
  const rowPx = rowHeight([...labels, ...words]);
  const headerPx = 24;
  const axisPx = 46;
  const head = headings(
    originOf(summary),
    {
      title,
      subtitle: `Share of votes for the first-named arm with ${levelText(summary.plan.level)} intervals (${primaryIntervalName(summary.plan)}). ${sampleText(summary, question.n)}.`,
      footer: `Filled: the interval leaves out 50 %; hollow: it doesn't. ${tieSentence(summary, question)}${otherKinds(summary, rows)}`,
    },
    (topPx) => topPx + headerPx + rows.length * rowPx + axisPx,
  );
  const points = rows.flatMap(({ estimate }, y) => pointOf(estimate, y));
  return {
    name: `forest-${question.id}`,
    width: pictureWidth,
    height: head.height,
    alt: `Forest plot. ${title}. ${rows.map(rowSentence).join("; ")}.`,
    configuration: plotConfiguration({
      points: points.map(({ point }) => point),
      pointColors: points.map(({ color }) => color),
      rows: rows.length,
      axis: { min: 0, max: 100, step: 25, title: "share of votes for the first-named arm, %" },
      frame: { left, right, top: head.topPx + headerPx, bottom: head.bottomPx },
    }),
    marks: [
      ...head.marks,
      ...columnHeaders(head.topPx + 10, summary.plan.level),
      referenceLine(50, rows.length),
      ...labels.flatMap(rowLabel),
      ...rows.flatMap(rowMarks),
    ],
    table: pairTable(summary, question, rows),
  };
}

const pairTable = (
  { plan }: Summary,
  { title }: QuestionResult,
  rows: readonly PairRow[],
): ChartTable => ({
  caption: `Pairs, ${title}`,
  columns: [
    { head: "First over second" },
    { head: `Share (${levelText(plan.level)} interval)`, numeric: true },
    ...["Votes", "For first", "For second", "Ties", "Raters", "Prompts"].map((head) => ({
      head,
      numeric: true,
    })),
  ],
  rows: rows.map(({ a, b, estimate, pair }) => [
    `${a} over ${b}`,
    estimateWords(estimate),
    ...[pair.n.votes, pair.winsA, pair.winsB, pair.ties, pair.n.raters, pair.n.prompts].map(
      countText,
    ),
  ]),
});

/** The finding in a sentence: how many intervals leave out one half. */
function forestTitle(question: QuestionResult, rows: readonly PairRow[]): string {
  const known = rows.filter(({ estimate }) => estimate.status === "ok");
  if (known.length === 0) return `${question.title}: too little data for any interval`;
  const clear = known.filter(({ estimate }) => favours(estimate) !== "neither").length;
  if (clear === 0)
    return known.length === 1
      ? `${question.title}: the interval holds 50 %, so neither arm is ahead`
      : `${question.title}: every interval holds 50 %, so no arm is ahead of another`;
  return known.length === 1
    ? `${question.title}: the interval leaves out 50 %`
    : `${question.title}: the interval leaves out 50 % in ${clear} of ${known.length} pairs`;
}

function pointOf(estimate: Estimate, y: number) {
  if (estimate.status === "none") return [];
  const side = favours(estimate);
  const pointStyle = side === "b" ? ("rectRot" as const) : ("circle" as const);
  const point = { x: 100 * estimate.share, y, pointStyle, filled: side !== "neither" };
  return [{ point, color: colorOf(estimate) }];
}

function colorOf(estimate: Estimate): string {
  return { a: colors.blue, b: colors.vermilion, neither: colors.quiet }[favours(estimate)];
}

function columnHeaders(y: number, level: number): Mark[] {
  const header = (px: number, text: string, align: "left" | "right") =>
    textMark({ px }, { px: y }, text, { sizePx: 12, color: colors.quiet, align });
  const hint = (value: number, text: string, align: "left" | "right") =>
    textMark({ value, px: 0 }, { px: y }, text, { sizePx: 12, color: colors.quiet, align });
  return [
    header(16, "first-named over second-named", "left"),
    hint(0, "second preferred", "left"),
    hint(100, "first preferred", "right"),
    header(columnsPx.share, `share (${levelText(level)} interval)`, "left"),
    header(columnsPx.votes, "votes", "right"),
    header(columnsPx.raters, "raters", "right"),
    header(columnsPx.prompts, "prompts", "right"),
  ];
}

function rowMarks({ pair, estimate }: PairRow, row: number): Mark[] {
  const number = (px: number, count: number) =>
    textMark({ px }, { value: row, px: 0 }, countText(count), { align: "right" });
  const bar =
    estimate.status === "ok"
      ? errorBar(
          row,
          100 * estimate.interval.lower,
          100 * estimate.interval.upper,
          colorOf(estimate),
        )
      : [];
  return [
    ...bar,
    ...estimateMarks(estimate, row),
    number(columnsPx.votes, pair.n.votes),
    number(columnsPx.raters, pair.n.raters),
    number(columnsPx.prompts, pair.n.prompts),
  ];
}

function estimateMarks(estimate: Estimate, row: number): Mark[] {
  const y = { value: row, px: 0 };
  if (estimate.status === "none") return wordMarks(estimate.words, row);
  const text =
    estimate.status === "ok"
      ? shareWithInterval(estimate.share, estimate.interval)
      : `${percent(estimate.share)}, no interval`;
  return [textMark({ px: columnsPx.share }, y, text)];
}

const wordLines = (words: string): string[] => wrapped(words, 48);

/** Words in place of a number, on paper that covers the lines behind them. */
function wordMarks(words: string, row: number): Mark[] {
  return wordLines(words).flatMap((text, i, lines) => {
    const y = { value: row, px: (i - (lines.length - 1) / 2) * 15 };
    const paper: Mark = {
      kind: "rect",
      layer: "over",
      from: { x: { px: left + 4 }, y: { ...y, px: y.px - 8 } },
      to: { x: { px: pictureWidth - right - 4 }, y: { ...y, px: y.px + 8 } },
      fill: colors.paper,
      stroke: "",
      dashPx: [],
    };
    return [paper, textMark({ px: left + 8 }, y, text, { sizePx: 12, color: colors.quiet })];
  });
}

function rowSentence({ a, b, estimate }: PairRow): string {
  if (estimate.status === "none") return `${a} over ${b}: ${estimate.words}`;
  if (estimate.status === "no-interval")
    return `${a} over ${b}: ${percent(estimate.share)}, ${estimate.words}`;
  return `${a} over ${b}: ${shareWithInterval(estimate.share, estimate.interval)}`;
}

/** Intervals that had to be made in another way than the plan's: a share of 0 or 100 % has no variance. */
function otherKinds({ plan }: Summary, rows: readonly PairRow[]): string {
  const primary = primaryIntervalName(plan);
  const names = rows.flatMap(({ estimate }) =>
    estimate.status === "ok" ? [intervalName(estimate.interval.kind)] : [],
  );
  return [...new Set(names)]
    .filter((name) => name !== primary)
    .map((name) => ` ${names.filter((other) => other === name).length} of the intervals: ${name}.`)
    .join("");
}

function tieSentence({ plan }: Summary, question: QuestionResult): string {
  if (plan.ties === "none") return "Forced choice: there are no ties.";
  const ties = question.pairs.reduce((sum, pair) => sum + pair.ties, 0);
  return `Ties (${countText(ties)}) count half.`;
}
