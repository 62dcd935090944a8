import type { Summary } from "@pairlab/domain/summary";
import { headings, originOf } from "./headings.ts";
import type { Mark, Picture } from "./picture.ts";
import { planeConfiguration } from "./plane.ts";
import { colors, lineMark, pictureWidth, textMark } from "./theme.ts";
import { counted, countText, raterNoun } from "./wording.ts";
import { wrapped } from "./wrapped.ts";

interface Box {
  /** The first line is the count. */
  lines: readonly string[];
  leftPx: number;
  rightPx: number;
  topPx: number;
}

const linePx = 18;
const padPx = 12;
const gapPx = 30;
const main = { leftPx: 16, rightPx: 436 };
const side = { leftPx: 500, rightPx: 884 };

/** From the votes that were planned to those that were analysed: every loss with its reason. */
export function flowPicture(summary: Summary): Picture {
  const { counts, questions } = summary;
  const { planned, losses, analysed } = flowWords(summary);
  const title =
    losses.length === 0
      ? `All ${counted(counts.votesPlanned, "planned vote")} were analysed`
      : `${countText(counts.votes)} of ${counted(counts.votesPlanned, "planned vote")} were analysed`;
  const lost = losses.length === 0 ? ["nothing is missing"] : losses;
  const lossTop = boxHeight(planned) + gapPx;
  const lastTop = lossTop + boxHeight(lost) + gapPx;
  const height = lastTop + boxHeight(analysed);
  const head = headings(
    originOf(summary),
    {
      title,
      subtitle: "From the plan to the analysis, in votes: each loss with its reason.",
      footer:
        "Answers beyond the plan, repeats and checks enter no number and aren't counted here.",
    },
    (topPx) => topPx + height + 14,
  );
  const boxes: Box[] = [
    { lines: planned, ...main, topPx: head.topPx },
    { lines: lost, ...side, topPx: head.topPx + lossTop },
    { lines: analysed, ...main, topPx: head.topPx + lastTop },
  ];
  return {
    name: "flow-of-votes",
    width: pictureWidth,
    height: head.height,
    alt: `Flow of votes. ${title}. ${[planned.join(", "), ...losses, analysed.join(", ")].join("; ")}.`,
    configuration: planeConfiguration({
      points: [],
      x: { min: 0, max: 1 },
      y: { min: 0, max: 1 },
      frame: { left: 0, right: 0, top: 0, bottom: 0 },
    }),
    marks: [
      ...head.marks,
      ...arrows(
        head.topPx + boxHeight(planned),
        head.topPx + lastTop,
        head.topPx + lossTop + boxHeight(lost) / 2,
      ),
      ...boxes.flatMap(boxMarks),
    ],
    table: {
      caption: "Flow of votes",
      columns: [{ head: "Step" }, { head: "Votes", numeric: true }],
      rows: [
        ["planned", countText(counts.votesPlanned)],
        ...counts.leftOut.map(({ reason, votes }) => [reasonWords(reason), countText(votes)]),
        ["analysed", countText(counts.votes)],
        ...questions.map(({ title: name, n }) => [`analysed: ${name}`, countText(n.votes)]),
      ],
    },
  };
}

/** What stands in the boxes: the plan, the losses, the analysis. */
function flowWords({ counts, plan, questions, prompts, study }: Summary) {
  const { one, many } = raterNoun(study.mode);
  const pairs = questions[0]?.pairs.length ?? 0;
  return {
    planned: [
      `${counted(counts.votesPlanned, "vote")} planned`,
      [
        counted(pairs, "pair"),
        counted(prompts.length, "prompt"),
        counted(plan.questions.length, "question"),
        counted(plan.votesPerTask, "vote"),
      ].join(" × "),
    ],
    losses: counts.leftOut.map(({ reason, votes }) => `${countText(votes)} ${reasonWords(reason)}`),
    analysed: [
      `${counted(counts.votes, "vote")} analysed`,
      `${counted(counts.raters, one, many)}, ${counted(counts.prompts, "prompt")}`,
      ...questions.map((question) => `${question.title}: ${counted(question.n.votes, "vote")}`),
    ],
  };
}

const reasons: Readonly<Record<string, string>> = {
  "never leased": "never given out: nobody came for the form",
  incomplete: "in sessions that weren't finished",
  erased: "erased, as those who gave them asked",
  skipped: "skipped by participants",
  unknown: "missing without a reason",
};

const reasonWords = (reason: string): string => reasons[reason] ?? reason;

const boxHeight = (lines: readonly string[]): number =>
  2 * padPx + linePx * lines.flatMap((text) => wrapped(text, 54)).length;

function boxMarks({ lines, leftPx, rightPx, topPx }: Box): Mark[] {
  const shown = lines.flatMap((text) => wrapped(text, 54));
  return [
    {
      kind: "rect",
      layer: "under",
      from: { x: { px: leftPx }, y: { px: topPx } },
      to: { x: { px: rightPx }, y: { px: topPx + boxHeight(lines) } },
      fill: "#f7f7f7",
      stroke: colors.quiet,
      dashPx: [],
    },
    ...shown.map((text, i) =>
      textMark({ px: leftPx + padPx }, { px: topPx + padPx + (i + 0.5) * linePx }, text, {
        bold: i === 0,
      }),
    ),
  ];
}

/** Down from the first box to the last, and aside to the losses. */
function arrows(fromPx: number, toPx: number, asidePx: number): Mark[] {
  const x = (main.leftPx + main.rightPx) / 2;
  const stroke = { color: colors.quiet, widthPx: 1.5 };
  const line = (x0: number, y0: number, x1: number, y1: number): Mark =>
    lineMark({ x: { px: x0 }, y: { px: y0 } }, { x: { px: x1 }, y: { px: y1 } }, stroke);
  return [
    line(x, fromPx, x, toPx),
    line(x - 5, toPx - 8, x, toPx),
    line(x + 5, toPx - 8, x, toPx),
    line(x, asidePx, side.leftPx, asidePx),
    line(side.leftPx - 8, asidePx - 5, side.leftPx, asidePx),
    line(side.leftPx - 8, asidePx + 5, side.leftPx, asidePx),
  ];
}
