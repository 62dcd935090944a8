import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import {
  countText,
  levelText,
  primaryIntervalName,
  wordsFor,
} from "@pairlab/metrics/charts/wording";
import { categoryPanel } from "./category-panel.ts";
import { figure } from "./figure.ts";
import { type Html, html } from "./html.ts";
import { sampleWords } from "./numbers-text.ts";
import type { QuestionFigures, ReportInput } from "./report-input.ts";

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
)}
<h3>Row over column</h3>
${figure(
  drawn.winMatrix,
  "Share of votes for the row's arm over the column's arm. Each pair appears twice, mirrored.",
)}
${
  drawn.elo === undefined || question.elo.status !== "ok"
    ? html`<p>Elo: ${question.elo.status === "ok" ? "not drawn" : wordsFor(question.elo)}.</p>
`
    : html`<h3>Elo</h3>
${figure(
  drawn.elo,
  "Elo by the ADD rule. The pale band is the spread over orders of the same votes: noise of the rule, not an interval.",
)}
`
}${latencyPart(summary, question, drawn)}${categoryPanel(summary, question)}</section>
`;

function latencyPart(
  { arms }: Summary,
  { bradleyTerry }: QuestionResult,
  { latency }: QuestionFigures,
): Html {
  if (latency !== undefined)
    return html`<h3>Quality and time</h3>
${figure(
  latency,
  "Strength over all pairs against the median time a picture took, on the computer that made the pictures. Up and left is better.",
)}
`;
  if (arms.some((arm) => "declared" in arm))
    return html`<p>Quality isn't set beside time here: times of pictures that were brought in are what somebody stated, not measured.</p>
`;
  return html`<p>Quality isn't set beside time here: ${bradleyTerry.status === "ok" ? "no times were measured" : wordsFor(bradleyTerry)}.</p>
`;
}
