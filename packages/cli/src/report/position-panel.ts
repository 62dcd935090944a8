import type { Robustness } from "@pairlab/domain/robustness";
import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { pairRows } from "@pairlab/metrics/charts/pair-rows";
import { counted, levelText, wordsFor } from "@pairlab/metrics/charts/wording";
import { figure } from "./figure.ts";
import { folded } from "./folded.ts";
import { type Html, html } from "./html.ts";
import { ofPair } from "./named-pairs.ts";
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
  return html`<p>${driftFinding(summary)}</p>
${folded(
  "Show the drift of every pair",
  summary.questions.map((question) => driftTable(summary, question)),
)}`;
}

function driftFinding(summary: Summary): string {
  const alpha = Number((1 - summary.plan.level).toPrecision(6));
  const tested = summary.questions.flatMap(({ robustness }) =>
    robustness.drift.pairs.flatMap(({ slope }) => (slope.status === "ok" ? [slope.value.p] : [])),
  );
  const moved = tested.filter((p) => p < alpha).length;
  return `Of ${counted(tested.length, "pair")} whose drift from day to day can be tested, ${moved} moved with p below ${alpha}, not adjusted; by chance alone about ${(alpha * tested.length).toFixed(1)} would.`;
}

const driftTable = (summary: Summary, question: QuestionResult): Html =>
  table(
    `${question.title}: change of a pair's share from day to day (UTC), over ${question.robustness.drift.days} days`,
    [
      { head: "First over second" },
      { head: `Points a day (${levelText(summary.plan.level)} interval)`, numeric: true },
      { head: "p, not adjusted", numeric: true },
    ],
    pairRows(summary, question).map((row) => {
      const { a, b } = row;
      const found = ofPair(question.robustness.drift.pairs, row);
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
