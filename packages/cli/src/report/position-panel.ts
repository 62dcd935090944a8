import type { Robustness } from "@pairlab/domain/robustness";
import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { pairRows } from "@pairlab/metrics/charts/pair-rows";
import { levelText, wordsFor } from "@pairlab/metrics/charts/wording";
import { figure } from "./figure.ts";
import { type Html, html } from "./html.ts";
import { pWords, signedWords } from "./numbers-text.ts";
import type { ReportInput } from "./report-input.ts";
import { table } from "./table.ts";

type Slope = Robustness["fatigue"]["leftShare"];

/** Whether the side, the place in the form or the day had a hand in the answers. */
export const positionPanel = ({ summary, studyFigures }: ReportInput): Html =>
  html`<h3>Position, fatigue, drift</h3>
<p>With fair sides and no habit, the left picture is chosen in half of the decisive votes, in every part of the form. Every pair was planned to stand on both sides equally often.</p>
${figure(
  studyFigures.position,
  "How often the left picture was chosen, by question and part of the form. The dashed line is 50 %: no lean.",
)}
${table(
  "Change from one trial to the next within a form",
  [
    { head: "Question" },
    {
      head: `Share for left, points a trial (${levelText(summary.plan.level)} interval)`,
      numeric: true,
    },
    { head: "p", numeric: true },
    {
      head: `Share of ties, points a trial (${levelText(summary.plan.level)} interval)`,
      numeric: true,
    },
    { head: "p", numeric: true },
  ],
  summary.questions.map(({ title, robustness: { fatigue } }) => [
    title,
    ...slopeWords(fatigue.leftShare),
    ...slopeWords(fatigue.tieShare),
  ]),
)}
${driftPart(summary)}`;

function driftPart(summary: Summary): Html {
  const days = Math.max(0, ...summary.questions.map(({ robustness }) => robustness.drift.days));
  if (days < 2)
    return html`<p>All votes were given on one day (UTC), so nothing can be said of drift from day to day.</p>
`;
  return html`${summary.questions.map((question) => driftTable(summary, question))}`;
}

const driftTable = (summary: Summary, question: QuestionResult): Html =>
  table(
    `${question.title}: change of a pair's share from day to day (UTC), over ${question.robustness.drift.days} days`,
    [
      { head: "First over second" },
      { head: `Points a day (${levelText(summary.plan.level)} interval)`, numeric: true },
      { head: "p, not adjusted", numeric: true },
    ],
    pairRows(summary, question).map(({ a, b, pair }) => {
      const found = question.robustness.drift.pairs.find(
        (one) => one.a === pair.a && one.b === pair.b,
      );
      return [
        `${a} over ${b}`,
        ...(found === undefined ? ["not compared", ""] : slopeWords(found.slope)),
      ];
    }),
  );

function slopeWords(slope: Slope): [string, string] {
  if (slope.status !== "ok") return [wordsFor(slope), "no test"];
  const { value, lower, upper, p } = slope.value;
  const points = (share: number): string => signedWords(100 * share);
  return [`${points(value)} (${points(lower)} to ${points(upper)})`, pWords(p)];
}
