import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { armLabels } from "@pairlab/metrics/charts/arm-labels";
import { cellOf } from "@pairlab/metrics/charts/matrix-cells";
import { pairRows } from "@pairlab/metrics/charts/pair-rows";
import {
  countText,
  levelText,
  percent,
  primaryIntervalName,
  wordsFor,
} from "@pairlab/metrics/charts/wording";
import { eloTable } from "./elo-table.ts";
import { figure } from "./figure.ts";
import { type Html, html } from "./html.ts";
import { estimateWords, sampleWords } from "./numbers-text.ts";
import type { QuestionFigures, ReportInput } from "./report-input.ts";
import { table } from "./table.ts";

/** A section for each question: its charts, each with its numbers. */
export const resultSections = ({ summary, figures }: ReportInput): Html[] =>
  summary.questions.flatMap((question) =>
    figures
      .filter(({ questionId }) => questionId === question.id)
      .map((drawn) => questionSection(summary, question, drawn)),
  );

const questionSection = (
  summary: Summary,
  question: QuestionResult,
  drawn: QuestionFigures,
): Html => html`<section><h2 id="results-${question.id}">Results: ${question.title}</h2>
<p>“${question.text}” — ${sampleWords(question.n, summary.study.mode)}${question.skips > 0 ? `, ${countText(question.skips)} skipped` : ""}.</p>
<h3>Pair by pair</h3>
${figure(
  drawn.forest,
  `Share of votes for the first-named arm of each pair, with ${levelText(summary.plan.level)} intervals ${primaryIntervalName(summary.plan)}, largest first. The dashed line is 50 %: no preference.`,
  pairTable(summary, question),
)}
<h3>Row over column</h3>
${figure(
  drawn.winMatrix,
  "Share of votes for the row's arm over the column's arm. Each pair appears twice, mirrored.",
  matrixTable(summary, question),
)}
${
  drawn.elo === undefined || question.elo.status !== "ok"
    ? html`<p>Elo: ${question.elo.status === "ok" ? "not drawn" : wordsFor(question.elo)}.</p>
`
    : html`<h3>Elo</h3>
${figure(
  drawn.elo,
  "Elo by the ADD rule. The pale band is the spread over orders of the same votes: noise of the rule, not an interval.",
  eloTable(summary, question, question.elo.value),
)}
`
}</section>
`;

const pairTable = (summary: Summary, question: QuestionResult): Html =>
  table(
    `Pairs, ${question.title}`,
    [
      { head: "First over second" },
      { head: `Share (${levelText(summary.plan.level)} interval)`, numeric: true },
      { head: "Votes", numeric: true },
      { head: "For first", numeric: true },
      { head: "For second", numeric: true },
      { head: "Ties", numeric: true },
      { head: "Raters", numeric: true },
      { head: "Prompts", numeric: true },
    ],
    pairRows(summary, question).map(({ a, b, estimate, pair }) => [
      `${a} over ${b}`,
      estimateWords(estimate),
      countText(pair.n.votes),
      countText(pair.winsA),
      countText(pair.winsB),
      countText(pair.ties),
      countText(pair.n.raters),
      countText(pair.n.prompts),
    ]),
  );

function matrixTable(summary: Summary, question: QuestionResult): Html {
  const label = armLabels(summary.arms);
  const { arms } = summary.plan;
  const words = (row: string, column: string): string => {
    const cell = cellOf(question.pairs, row, column);
    if (cell.status === "self") return "same arm";
    if (cell.status === "never") return "never compared";
    return `${percent(cell.share)} (${countText(cell.wins)} of ${countText(cell.votes)})`;
  };
  return table(
    `Win matrix, ${question.title}`,
    [{ head: "Row over column" }, ...arms.map((id) => ({ head: label(id), numeric: true }))],
    arms.map((row) => [label(row), ...arms.map((column) => words(row, column))]),
  );
}
