import { at } from "@pairlab/domain/at";
import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { apart } from "./apart.ts";
import { armLabels } from "./arm-labels.ts";
import { headings, originOf, sampleText } from "./headings.ts";
import type { Mark, Picture } from "./picture.ts";
import { planeConfiguration } from "./plane.ts";
import { colors, lineMark, pictureWidth, textMark } from "./theme.ts";
import { logTicks, wholeSteps } from "./ticks.ts";
import { countText, levelText, secondsText } from "./wording.ts";
import { wrapped } from "./wrapped.ts";

/** An arm with its measured time and its strength. */
interface TimedArm {
  label: string;
  seconds: number;
  pictures: number;
  rating: number;
  lower: number;
  upper: number;
}

const left = 76;
const plotPx = 460;
const keyPx = left + plotPx + 28;
const linePx = 16;

/** Arms by measured time a picture and strength; none where times weren't measured or there is no common ranking. */
export function latencyPicture(summary: Summary, question: QuestionResult): Picture | undefined {
  const arms = timedArms(summary, question);
  if (arms.length < 2) return undefined;
  const x = logTicks(arms.map(({ seconds }) => seconds));
  const y = wholeSteps(arms.flatMap(({ lower, upper }) => [lower, upper]));
  const level = levelText(summary.plan.level);
  const title = titleOf(question, arms);
  const key = keyLines(arms);
  const plotHeight = Math.max(300, key.heightPx);
  const head = headings(
    originOf(summary),
    {
      title,
      subtitle: `Bradley–Terry strength on the Elo scale with clustered ${level} intervals, over the median time a picture took. ${sampleText(summary, question.n)}.`,
      footer: `Times: median of the pictures of each arm, everything included, logarithmic axis; they are of the computer that made the pictures.`,
    },
    (topPx) => topPx + 24 + plotHeight + 52,
  );
  const topPx = head.topPx + 24;
  const pixelOf = ({ seconds, rating }: TimedArm) => ({
    x: left + (plotPx * (Math.log10(seconds) - x.min)) / (x.max - x.min),
    y: topPx + (plotHeight * (y.max - rating)) / (y.max - y.min),
  });
  const pixels = arms.map(pixelOf);
  const numbers = apart(pixels);
  return {
    name: `quality-and-time-${question.id}`,
    width: pictureWidth,
    height: head.height,
    alt: `Quality and time. ${title}. ${arms.map((arm) => `${arm.label}: ${ratingText(arm)} at ${secondsText(arm.seconds)}`).join("; ")}.`,
    configuration: planeConfiguration({
      points: arms.map(({ seconds, rating }) => ({ x: Math.log10(seconds), y: rating })),
      x,
      y,
      frame: {
        left,
        right: pictureWidth - left - plotPx,
        top: topPx,
        bottom: head.height - topPx - plotHeight,
      },
    }),
    marks: [
      ...head.marks,
      ...axisMarks(x, y, topPx + plotHeight),
      ...arms.flatMap(bar),
      ...numbers.flatMap((place, i) => numberMarks(i + 1, place, at(pixels, i))),
      ...key.marks(topPx),
    ],
    table: {
      caption: `Quality and time, ${question.title}`,
      columns: [
        { head: "Arm" },
        { head: "Median time a picture", numeric: true },
        { head: "Pictures timed", numeric: true },
        { head: `Strength, Elo scale (${level} interval)`, numeric: true },
      ],
      rows: arms.map((arm) => [
        arm.label,
        secondsText(arm.seconds),
        countText(arm.pictures),
        ratingText(arm),
      ]),
    },
  };
}

/** The fastest first. Stated times of pictures that were brought in are no measurement. */
function timedArms({ arms }: Summary, { bradleyTerry }: QuestionResult): TimedArm[] {
  if (bradleyTerry.status !== "ok") return [];
  const label = armLabels(arms);
  return bradleyTerry.value.items
    .flatMap(({ armId, elo400, elo400Interval: { lower, upper } }) => {
      const arm = arms.find(({ id }) => id === armId);
      if (arm === undefined || "declared" in arm || !(arm.medianSecondsPerImage > 0)) return [];
      const { medianSecondsPerImage: seconds, picturesTimed: pictures } = arm;
      return [{ label: label(armId), seconds, pictures, rating: elo400, lower, upper }];
    })
    .sort((one, other) => one.seconds - other.seconds);
}

const ratingText = ({ rating, lower, upper }: TimedArm): string =>
  `${rating.toFixed(0)} (${lower.toFixed(0)}–${upper.toFixed(0)})`;

function titleOf({ title }: QuestionResult, arms: readonly TimedArm[]): string {
  const fastest = at(arms, 0);
  const best = arms.reduce((one, other) => (other.rating > one.rating ? other : one));
  const [slow, fast] = [secondsText(best.seconds), secondsText(fastest.seconds)];
  if (best === fastest)
    return `${title}: ${best.label} is rated highest and is the fastest (${fast} a picture)`;
  return `${title}: ${best.label} is rated highest (${slow} a picture); ${fastest.label} is the fastest (${fast})`;
}

type Axis = ReturnType<typeof wholeSteps>;

function axisMarks(x: ReturnType<typeof logTicks>, y: Axis, bottomPx: number): Mark[] {
  const style = { sizePx: 12, color: colors.quiet } as const;
  const line = { color: colors.grid };
  return [
    ...x.ticks.flatMap(({ value, text }): Mark[] => [
      lineMark(
        { x: { value, px: 0 }, y: { value: y.min, px: 0 } },
        { x: { value, px: 0 }, y: { value: y.max, px: 0 } },
        line,
      ),
      textMark({ value, px: 0 }, { px: bottomPx + 14 }, text, { ...style, align: "center" }),
    ]),
    ...y.ticks.flatMap((value): Mark[] => [
      lineMark(
        { x: { value: x.min, px: 0 }, y: { value, px: 0 } },
        { x: { value: x.max, px: 0 }, y: { value, px: 0 } },
        line,
      ),
      textMark({ px: left - 8 }, { value, px: 0 }, String(value), { ...style, align: "right" }),
    ]),
    textMark(
      { px: left + plotPx / 2 },
      { px: bottomPx + 36 },
      "median seconds a picture, logarithmic",
      { ...style, align: "center" },
    ),
    textMark({ px: 16 }, { value: y.max, px: -20 }, "strength, Elo scale", style),
  ];
}

function bar({ seconds, lower, upper }: TimedArm): Mark[] {
  const x = { value: Math.log10(seconds), px: 0 };
  const stroke = { color: colors.blue, widthPx: 2 };
  const cap = (value: number): Mark =>
    lineMark(
      { x: { ...x, px: -5 }, y: { value, px: 0 } },
      { x: { ...x, px: 5 }, y: { value, px: 0 } },
      stroke,
    );
  return [
    lineMark({ x, y: { value: lower, px: 0 } }, { x, y: { value: upper, px: 0 } }, stroke),
    cap(lower),
    cap(upper),
  ];
}

/** The number of an arm beside its point, on paper, with a line to it. */
function numberMarks(number: number, place: { x: number; y: number }, point: typeof place): Mark[] {
  return [
    lineMark(
      { x: { px: place.x }, y: { px: place.y } },
      { x: { px: Math.round(point.x) }, y: { px: Math.round(point.y) } },
      { color: colors.quiet },
    ),
    {
      kind: "rect",
      layer: "over",
      from: { x: { px: place.x - 8 }, y: { px: place.y - 8 } },
      to: { x: { px: place.x + 8 }, y: { px: place.y + 8 } },
      fill: colors.paper,
      stroke: colors.quiet,
      dashPx: [],
    },
    textMark({ px: place.x }, { px: place.y }, String(number), {
      sizePx: 11,
      bold: true,
      align: "center",
    }),
  ];
}

/** What each number stands for, beside the plot. */
function keyLines(arms: readonly TimedArm[]) {
  const entries = arms.map((arm, i) => ({
    number: i + 1,
    lines: [
      ...wrapped(arm.label, 40),
      `${secondsText(arm.seconds)} (n ${countText(arm.pictures)}), ${ratingText(arm)}`,
    ],
  }));
  const tops: number[] = [];
  let heightPx = 0;
  for (const { lines } of entries) {
    tops.push(heightPx);
    heightPx += lines.length * linePx + 8;
  }
  const marks = (topPx: number): Mark[] =>
    entries.flatMap(({ number, lines }, i) => {
      const y = topPx + at(tops, i) + linePx / 2;
      return [
        textMark({ px: keyPx + 14 }, { px: y }, String(number), { bold: true, align: "right" }),
        ...lines.map((text, line) =>
          textMark({ px: keyPx + 24 }, { px: y + line * linePx }, text, {
            ...(line === lines.length - 1 ? { sizePx: 12, color: colors.quiet } : {}),
          }),
        ),
      ];
    });
  return { heightPx, marks };
}
