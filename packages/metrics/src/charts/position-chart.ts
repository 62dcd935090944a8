import type { Interval } from "@pairlab/domain/interval";
import type { Result } from "@pairlab/domain/result";
import type { Summary } from "@pairlab/domain/summary";
import { originOf } from "./headings.ts";
import { type IntervalRow, intervalRows } from "./interval-rows.ts";
import type { Picture } from "./picture.ts";
import { colors } from "./theme.ts";
import { countText, levelText, percentWithin, shareWithInterval, wordsFor } from "./wording.ts";

interface Side {
  question: string;
  part: string;
  share: Result<{ share: number; interval: Interval; votes: number }>;
}

/** How often the left picture was chosen, by question and by part of the form. */
export function positionPicture(summary: Summary): Picture {
  const sides = summary.questions.flatMap(sidesOf);
  const level = levelText(summary.plan.level);
  return intervalRows(originOf(summary), {
    name: "position-bias",
    kind: "Position bias",
    title: titleOf(summary),
    subtitle: `Share of decisive votes for the left picture with clustered ${level} intervals; the third of the form a vote was given in.`,
    footer:
      "Filled: the interval leaves out 50 %; hollow: it doesn't. Sides are balanced by design, so a lean to one side widens intervals and favours no arm.",
    head: "question and part of the form",
    rows: sides.map(rowOf),
    columns: [
      { head: `left chosen (${level} interval)`, px: 640, align: "left", width: 24 },
      { head: "votes", px: 884, align: "right", width: 10 },
    ],
    axis: { min: 0, max: 100, step: 25, title: "share of decisive votes for the left picture, %" },
    ends: ["right preferred", "left preferred"],
    reference: 50,
    right: 280,
    table: {
      caption: "Position bias",
      columns: [
        { head: "Question" },
        { head: "Part of the form" },
        { head: `Left chosen (${level} interval)`, numeric: true },
        { head: "Votes", numeric: true },
      ],
      rows: sides.map(({ question, part, share }) => [
        question,
        part,
        share.status === "ok"
          ? shareWithInterval(share.value.share, share.value.interval)
          : wordsFor(share),
        share.status === "ok" ? countText(share.value.votes) : "none",
      ]),
    },
  });
}

function sidesOf({ title, leftShare, robustness }: Summary["questions"][number]): Side[] {
  const whole: Side["share"] =
    leftShare.status === "ok"
      ? { ...leftShare, value: { ...leftShare.value, votes: leftShare.value.n.votes } }
      : leftShare;
  return [
    { question: title, part: "whole form", share: whole },
    ...robustness.sides.map(({ part, share }) => ({ question: title, part, share })),
  ];
}

function rowOf({ question, part, share }: Side): IntervalRow {
  const label = `${question}: ${part}`;
  if (share.status !== "ok") return { label, values: [], words: wordsFor(share), cells: [] };
  const { interval, votes } = share.value;
  const clear = interval.lower > 0.5 || interval.upper < 0.5;
  return {
    label,
    values: [
      {
        value: 100 * share.value.share,
        interval: { lower: 100 * interval.lower, upper: 100 * interval.upper },
        color: clear ? colors.blue : colors.quiet,
        pointStyle: "circle",
        filled: clear,
      },
    ],
    words: "",
    cells: [shareWithInterval(share.value.share, interval), countText(votes)],
  };
}

/** The finding: in how many questions one side was preferred. */
function titleOf({ questions }: Summary): string {
  const known = questions.flatMap(({ title, leftShare }) =>
    leftShare.status === "ok" ? [{ title, ...leftShare.value }] : [],
  );
  if (known.length === 0) return "Position: too little data for any interval";
  const leaning = known.filter(({ interval }) => interval.lower > 0.5 || interval.upper < 0.5);
  const [first] = leaning;
  if (first === undefined)
    return known.length === 1
      ? "Position: no lean to a side is seen, the interval holds 50 %"
      : "Position: no lean to a side is seen, every question's interval holds 50 %";
  const share = percentWithin(first.share, first.interval);
  return leaning.length === 1
    ? `Position: left was chosen in ${share} of decisive votes in ${first.title}`
    : `Position: ${leaning.length} of ${known.length} questions lean to a side`;
}
