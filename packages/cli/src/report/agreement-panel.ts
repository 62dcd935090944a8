import type { Summary } from "@pairlab/domain/summary";
import {
  countText,
  levelText,
  percent,
  percentRange,
  wordsFor,
} from "@pairlab/metrics/charts/wording";
import { figure } from "./figure.ts";
import { type Html, html } from "./html.ts";
import { resultWords } from "./numbers-text.ts";
import type { ReportInput } from "./report-input.ts";
import { table } from "./table.ts";

/** How far raters agree with each other, and with themselves. */
export const agreementPanel = ({ summary, studyFigures }: ReportInput): Html =>
  html`<h3>Agreement and consistency</h3>
<p>Two people who look at the same two pictures need not prefer the same one. Agreement says how much of a vote is about the pictures, and how much about the person; it excludes nobody.</p>
${figure(
  studyFigures.agreement,
  "Krippendorff's alpha of each question: 0 is what chance makes, 1 is perfect agreement.",
)}
${repeatsPart(summary)}`;

function repeatsPart({ questions, plan }: Summary): Html {
  const [first] = questions;
  if (first === undefined) return html``;
  if (questions.every(({ robustness }) => robustness.repeats.status !== "ok"))
    return html`<p>How often people contradict themselves is unknown: ${resultWords(first.robustness.repeats, () => "")}.</p>
`;
  return table(
    "Trials shown again with their sides changed",
    [
      { head: "Question" },
      { head: "Repeats", numeric: true },
      { head: `Another answer (${levelText(plan.level)} Wilson interval)`, numeric: true },
      { head: "Same side again", numeric: true },
      { head: "Largest agreement there can be", numeric: true },
    ],
    questions.map(({ title, robustness: { repeats } }) => {
      if (repeats.status !== "ok") return [title, "0", wordsFor(repeats), "unknown", "unknown"];
      const { repeats: n, flipRate, flipInterval, sameSideRate, noiseCeiling } = repeats.value;
      const interval = { kind: "wilson", level: plan.level, ...flipInterval } as const;
      return [
        title,
        countText(n),
        `${percent(flipRate)} (${percentRange(interval)})`,
        percent(sameSideRate),
        resultWords(noiseCeiling, percent),
      ];
    }),
  );
}
