import type { PairResult, QuestionResult, Summary } from "@pairlab/domain/summary";
import { pairRows } from "@pairlab/metrics/charts/pair-rows";
import {
  counted,
  countText,
  levelText,
  percentRange,
  shareWithInterval,
  wordsFor,
} from "@pairlab/metrics/charts/wording";
import { type Html, html } from "./html.ts";
import { resultWords, sampleWords, secondsWords } from "./numbers-text.ts";
import { remarks } from "./remarks.ts";
import { table } from "./table.ts";

/** How far the numbers can be trusted: two intervals side by side, position, times, missing votes. */
export const certaintySection = (summary: Summary): Html =>
  html`<section><h2 id="sure">How sure this is</h2>
<h3>Two intervals side by side</h3>
<p>The same people judge many pairs, and the same prompts come again. Taking every vote as independent gives the narrower Wilson interval, which covers less often than it says. The clustered interval takes the repetition into account; ${summary.plan.interval === "clustered" ? "it is the one that counts here, fixed by the plan" : "the plan nevertheless declares the Wilson interval primary"}.</p>
${summary.questions.map((question) => intervalTable(summary, question))}
<h3>Position, time, skips</h3>
<p>With fair sides and no habit, the left picture is chosen in half of the decisive votes.</p>
${table(
  "Position bias, response time and skips",
  [
    { head: "Question" },
    { head: `Left chosen (${levelText(summary.plan.level)} interval)`, numeric: true },
    { head: "Data" },
    { head: "Median response (10th–90th percentile)", numeric: true },
    { head: "Skips", numeric: true },
  ],
  summary.questions.map((question) => qualityRow(summary, question)),
)}
<h3>Planned votes that aren't in</h3>
${missingVotes(summary)}
${remarks(summary)}</section>
`;

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

function qualityRow(summary: Summary, { title, leftShare, responseTimeMs, skips }: QuestionResult) {
  return [
    title,
    resultWords(leftShare, ({ share, interval }) => shareWithInterval(share, interval)),
    resultWords(leftShare, ({ n }) => sampleWords(n, summary.study.mode)),
    resultWords(
      responseTimeMs,
      ({ median, p10, p90 }) =>
        `${secondsWords(median / 1000)} (${secondsWords(p10 / 1000)}–${secondsWords(p90 / 1000)})`,
    ),
    countText(skips),
  ];
}

function missingVotes({ counts }: Summary): Html {
  const { votesPlanned, votes, leftOut } = counts;
  if (leftOut.length === 0)
    return html`<p>None: all ${counted(votesPlanned, "planned vote")} were analysed.</p>
`;
  return html`<p>${countText(votes)} of ${counted(votesPlanned, "planned vote")} were analysed. The others, with the reason:</p>
${table(
  "Planned votes that were not analysed",
  [{ head: "Reason" }, { head: "Votes", numeric: true }],
  leftOut.map(({ reason, votes: missing }) => [reason, countText(missing)]),
)}`;
}
