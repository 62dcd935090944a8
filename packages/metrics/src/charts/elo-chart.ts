import type { EloResult, QuestionResult, Summary } from "@pairlab/domain/summary";
import { armLabels } from "./arm-labels.ts";
import { headings, originOf, sampleText } from "./headings.ts";
import type { Mark, Picture } from "./picture.ts";
import { rowHeight, rowLabel } from "./row-label.ts";
import {
  colors,
  errorBar,
  pictureWidth,
  plotConfiguration,
  referenceLine,
  textMark,
} from "./theme.ts";
import { wholeSteps } from "./ticks.ts";
import { countText, levelText } from "./wording.ts";
import { wrapped } from "./wrapped.ts";

type Elo = Extract<EloResult, { status: "ok" }>["value"];
type Item = Elo["items"][number];

const left = 220;
const right = 296;
const columnsPx = { elo: 622, orderSd: 820, games: 884 };

/** Elo of each arm with its cluster-bootstrap interval; the spread over vote orders is drawn apart, as noise. */
export function eloPicture(summary: Summary, question: QuestionResult, elo: Elo): Picture {
  const items = eloItems(elo);
  const label = armLabels(summary.arms);
  const title = eloTitle(question, items, label);
  const labels = items.map(({ armId }) => wrapped(label(armId), 30));
  const rowPx = rowHeight(labels);
  const headerPx = 24;
  const head = headings(
    originOf(summary),
    {
      title,
      subtitle: `Elo points, K = ${elo.k}, start ${elo.start}, mean over ${countText(elo.orders)} orders of the same votes; ${levelText(summary.plan.level)} cluster-bootstrap intervals. ${sampleText(summary, question.n)}.`,
      footer:
        "Solid bar: interval. Pale dashed box: one standard deviation over vote orders on each side, noise of the rule and no interval. Elo values of studies of different size are not comparable.",
    },
    (topPx) => topPx + headerPx + items.length * rowPx + 46,
  );
  return {
    name: `elo-${question.id}`,
    width: pictureWidth,
    height: head.height,
    alt: `Elo chart. ${title}. ${items.map((item) => `${label(item.armId)}: ${eloText(item)}`).join("; ")}.`,
    configuration: plotConfiguration({
      points: items.map(({ elo: x }, y) => ({ x, y, pointStyle: "circle", filled: true })),
      pointColors: items.map(() => colors.blue),
      rows: items.length,
      axis: { ...eloRange(elo), title: "Elo points" },
      frame: { left, right, top: head.topPx + headerPx, bottom: head.bottomPx },
    }),
    marks: [
      ...head.marks,
      ...columnHeaders(head.topPx + 10, summary.plan.level),
      referenceLine(elo.start, items.length),
      ...labels.flatMap(rowLabel),
      ...items.flatMap(rowMarks),
    ],
    table: {
      caption: `Elo, ${question.title}: mean over ${countText(elo.orders)} orders`,
      columns: [
        { head: "Arm" },
        { head: `Elo (${levelText(summary.plan.level)} interval)`, numeric: true },
        { head: "SD over orders (noise)", numeric: true },
        { head: "Games", numeric: true },
      ],
      rows: items.map((item) => [
        label(item.armId),
        eloText(item),
        item.orderSd.toFixed(1),
        countText(item.games),
      ]),
    },
  };
}

/** The finding: who is rated highest, and whether the next one's interval lies apart. */
function eloTitle(
  { title }: QuestionResult,
  [first, ...others]: readonly Item[],
  label: (armId: string) => string,
): string {
  if (first === undefined) return `${title}: Elo`;
  const { interval } = first;
  const apart = others.every(
    (other) =>
      interval.status === "ok" &&
      other.interval.status === "ok" &&
      interval.value.lower > other.interval.value.upper,
  );
  const ending = apart ? "its interval lies above all others" : "its interval overlaps another";
  return `${title}: ${label(first.armId)} has the highest Elo; ${ending}`;
}

/** The items of an Elo result, the highest first. */
export const eloItems = (elo: Elo): Item[] =>
  [...elo.items].sort((one, other) => other.elo - one.elo);

/** Elo with its interval: `1012 (1004 to 1020)`. */
export function eloText({ elo, interval }: Pick<Item, "elo" | "interval">): string {
  if (interval.status !== "ok") return `${elo.toFixed(0)}, no interval`;
  const { lower, upper } = interval.value;
  const decimals = upper - lower < 10 ? 1 : 0;
  return `${elo.toFixed(decimals)} (${lower.toFixed(decimals)}–${upper.toFixed(decimals)})`;
}

/** Axis ends that hold the start and every interval, on whole steps. */
export function eloRange({ items, start }: Elo): { min: number; max: number; step: number } {
  const ends = items.flatMap(({ elo, orderSd, interval }) => [
    elo - orderSd,
    elo + orderSd,
    ...(interval.status === "ok" ? [interval.value.lower, interval.value.upper] : []),
  ]);
  const { min, max, step } = wholeSteps([start, ...ends]);
  return { min, max, step };
}

function columnHeaders(y: number, level: number): Mark[] {
  const header = (px: number, text: string, align: "left" | "right") =>
    textMark({ px }, { px: y }, text, { sizePx: 12, color: colors.quiet, align });
  return [
    header(16, "arm", "left"),
    header(columnsPx.elo, `Elo (${levelText(level)} interval)`, "left"),
    header(columnsPx.orderSd, "order SD", "right"),
    header(columnsPx.games, "games", "right"),
  ];
}

function rowMarks(item: Item, row: number): Mark[] {
  const y = { value: row, px: 0 };
  const number = (px: number, text: string) => textMark({ px }, y, text, { align: "right" });
  const band: Mark = {
    kind: "rect",
    layer: "under",
    from: { x: { value: item.elo - item.orderSd, px: 0 }, y: { value: row, px: -13 } },
    to: { x: { value: item.elo + item.orderSd, px: 0 }, y: { value: row, px: 13 } },
    fill: "#f6dfc9",
    stroke: "#c98a4b",
    dashPx: [2, 2],
  };
  const bar =
    item.interval.status === "ok"
      ? errorBar(row, item.interval.value.lower, item.interval.value.upper, colors.blue)
      : [];
  return [
    band,
    ...bar,
    textMark({ px: columnsPx.elo }, y, eloText(item)),
    number(columnsPx.orderSd, item.orderSd.toFixed(1)),
    number(columnsPx.games, countText(item.games)),
  ];
}
