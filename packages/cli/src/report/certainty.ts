import type { Interval } from "@pairlab/domain/interval";
import type { PairResult, QuestionResult, Summary } from "@pairlab/domain/summary";
import { pairRows } from "@pairlab/metrics/charts/pair-rows";
import {
  counted,
  countText,
  levelText,
  percentRange,
  secondsText,
  wordsFor,
} from "@pairlab/metrics/charts/wording";
import { agreementPanel } from "./agreement-panel.ts";
import { attentionPanel } from "./attention-panel.ts";
import { circumstancePanel } from "./circumstance-panel.ts";
import { folded } from "./folded.ts";
import { type Html, html } from "./html.ts";
import { missingPanel } from "./missing-panel.ts";
import { askedPairs, namedPairs } from "./named-pairs.ts";
import { resultWords, sampleWords } from "./numbers-text.ts";
import { positionPanel } from "./position-panel.ts";
import { remarks } from "./remarks.ts";
import type { ReportInput } from "./report-input.ts";
import { subsetPanel } from "./subset-panel.ts";
import { table } from "./table.ts";
import { tiePanel } from "./tie-panel.ts";

/** How far the numbers can be trusted: what else was tried, and what it would have changed. */
export const certaintySection = (input: ReportInput): Html => {
  const { summary } = input;
  return html`<section><h2 id="sure">How sure this is</h2>
<h3>Two intervals side by side</h3>
<p>The same people judge many pairs, and the same prompts come again. Taking every vote as independent gives the narrower Wilson interval, which covers less often than it says. The clustered interval takes the repetition into account; ${summary.plan.interval === "clustered" ? "it is the one that counts here, fixed by the plan" : "the plan nevertheless declares the Wilson interval primary"}.</p>
<p>${intervalFinding(summary)}</p>
${folded(
  "Show both intervals of every pair",
  summary.questions.map((question) => intervalTable(summary, question)),
)}
${tiePanel(summary)}
${missingPanel(input)}
${subsetPanel(summary)}
${attentionPanel(summary)}${circumstancePanel(summary)}${positionPanel(input)}
${agreementPanel(input)}
<h3>Time and skips</h3>
${table(
  "Response time and skips",
  [
    { head: "Question" },
    { head: "Median response (10th–90th percentile)", numeric: true },
    { head: "Data" },
    { head: "Skips", numeric: true },
  ],
  summary.questions.map((question) => timeRow(summary, question)),
)}
${remarks(summary)}</section>
`;
};

/** In how many pairs the choice of interval is the choice of verdict. */
function intervalFinding(summary: Summary): string {
  const known = askedPairs(summary).flatMap((row) => {
    const { winRate } = row.pair;
    if (winRate.status !== "ok" || winRate.value.clustered.status !== "ok") return [];
    const { wilson, clustered } = winRate.value;
    return [{ row, sides: [wilson, clustered.value.interval].map(sideOf) }];
  });
  if (known.length === 0) return "No pair has both intervals.";
  const differing = known.filter(({ sides: [one, other] }) => one !== other).map(({ row }) => row);
  return differing.length === 0
    ? `In none of ${counted(known.length, "comparison")} do the two lead to different conclusions.`
    : `In ${differing.length} of ${counted(known.length, "comparison")} only one of the two leaves out 50 %: ${namedPairs(differing)}.`;
}

const sideOf = ({ lower, upper }: Interval): number => Number(lower > 0.5) - Number(upper < 0.5);

const intervalTable = (summary: Summary, question: QuestionResult): Html =>
  table(
    `${question.title}: independent and clustered ${levelText(summary.plan.level)} intervals`,
    [
      { head: "First over second" },
      { head: "Wilson, independent votes", numeric: true },
      { head: "Clustered", numeric: true },
      { head: "Votes", numeric: true },
      { head: "Effective votes", numeric: true },
    ],
    pairRows(summary, question).map(({ a, b, pair }) => [`${a} over ${b}`, ...bothIntervals(pair)]),
  );

function bothIntervals({ winRate, n }: PairResult): string[] {
  if (winRate.status !== "ok")
    return [wordsFor(winRate), "no interval", countText(n.votes), "unknown"];
  const { wilson, clustered } = winRate.value;
  return [
    percentRange(wilson),
    resultWords(clustered, ({ interval }) => percentRange(interval)),
    countText(n.votes),
    clustered.status === "ok" ? countText(Math.round(clustered.value.effectiveN)) : "unknown",
  ];
}

const timeRow = (
  { study }: Summary,
  { title, n, responseTimeMs, skips }: QuestionResult,
): string[] => [
  title,
  resultWords(
    responseTimeMs,
    ({ median, p10, p90 }) =>
      `${secondsText(median / 1000)} (${secondsText(p10 / 1000)}–${secondsText(p90 / 1000)})`,
  ),
  sampleWords(n, study.mode),
  countText(skips),
];
