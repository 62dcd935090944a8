import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { armLabels } from "@pairlab/metrics/charts/arm-labels";
import { favours, type PairRow, pairRows } from "@pairlab/metrics/charts/pair-rows";
import { counted, countText, percent, wordsFor } from "@pairlab/metrics/charts/wording";
import { figure } from "./figure.ts";
import { folded } from "./folded.ts";
import { type Html, html } from "./html.ts";
import { askedPairs, namedPairs, ofPair } from "./named-pairs.ts";
import { pWords, resultWords } from "./numbers-text.ts";
import type { ReportInput } from "./report-input.ts";
import { table } from "./table.ts";

/** Planned votes that aren't there: why, what they could have changed at worst, and whose they are. */
export function missingPanel({ summary, studyFigures }: ReportInput): Html {
  const flow = figure(
    studyFigures.flow,
    "From the votes that were planned to those that were analysed, every loss with its reason.",
  );
  const { votesPlanned, leftOut } = summary.counts;
  if (leftOut.length === 0)
    return html`<h3>Planned votes that aren't in</h3>
<p>None: all ${counted(votesPlanned, "planned vote")} were analysed, so nothing missing can change a conclusion.</p>
${flow}`;
  return html`<h3>Planned votes that aren't in</h3>
${flow}
<p>Nothing says how they would have come out. At worst all of them would have gone to one side: a conclusion that survives that survives anything missing votes can do (Manski 1990). <strong>${boundsFinding(summary)}</strong></p>
${folded(
  "Show the worst case of every pair",
  summary.questions.map((question) => boundsTable(summary, question)),
)}
<p>If some arms lack more votes than others, the missing ones may not be missing by chance. Each is compared with all others by Fisher's exact test, Holm-adjusted, votes taken as independent. <strong>${byArmFinding(summary)}</strong></p>
${folded(
  "Show missing votes by arm",
  summary.questions.map((question) => byArmTable(summary, question)),
)}`;
}

function boundsFinding(summary: Summary): string {
  const concluded = askedPairs(summary).filter(({ estimate }) => favours(estimate) !== "neither");
  if (concluded.length === 0)
    return "No interval leaves out 50 %, so there is no conclusion to overturn.";
  const overturned = concluded.filter((row) => {
    const bounds = ofPair(row.question.robustness.missing, row)?.bounds;
    return !(bounds?.status === "ok" && bounds.value.conclusionSurvives);
  });
  return overturned.length === 0
    ? `The conclusions survive: yes, all ${concluded.length}.`
    : `The conclusions survive: no, ${overturned.length} of ${concluded.length} would not: ${namedPairs(overturned)}.`;
}

function byArmFinding({ questions, arms, plan }: Summary): string {
  const label = armLabels(arms);
  const lacking = questions.flatMap(({ title, robustness }) =>
    robustness.missingByArm
      .filter(({ adjustedP }) => adjustedP.status === "ok" && adjustedP.value < 1 - plan.level)
      .map(({ armId }) => `${label(armId)} (${title})`),
  );
  return lacking.length === 0
    ? "No arm differs from the others."
    : `These arms differ from the others: ${lacking.join("; ")}.`;
}

const boundsTable = (summary: Summary, question: QuestionResult): Html =>
  table(
    `${question.title}: the share if every missing vote had gone one way`,
    [
      { head: "First over second" },
      { head: "Missing of planned", numeric: true },
      { head: "All to the second … all to the first", numeric: true },
      { head: "Conclusion survives" },
    ],
    pairRows(summary, question).map((row) => boundsRow(row, question)),
  );

function boundsRow(row: PairRow, { robustness }: QuestionResult) {
  const { a, b, estimate } = row;
  const found = ofPair(robustness.missing, row);
  const name = `${a} over ${b}`;
  if (found === undefined) return [name, "unknown", "unknown", "unknown"];
  const { bounds, planned } = found;
  if (bounds.status !== "ok") return [name, countText(planned), wordsFor(bounds), "unknown"];
  const { lower, upper, missing, conclusionSurvives } = bounds.value;
  const survives = conclusionSurvives ? html`yes` : html`<strong>no</strong>`;
  return [
    name,
    `${countText(missing)} of ${countText(planned)}`,
    `${percent(lower)} … ${percent(upper)}`,
    favours(estimate) === "neither" ? "nothing is concluded" : survives,
  ];
}

function byArmTable(summary: Summary, { title, robustness }: QuestionResult): Html {
  const label = armLabels(summary.arms);
  return table(
    `${title}: missing votes by arm`,
    [
      { head: "Arm" },
      { head: "Missing of planned", numeric: true },
      { head: "p, adjusted (Holm)", numeric: true },
    ],
    robustness.missingByArm.map(({ armId, missing, planned, adjustedP }) => [
      label(armId),
      `${countText(missing)} of ${countText(planned)}`,
      resultWords(adjustedP, pWords),
    ]),
  );
}
