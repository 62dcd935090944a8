import type { Subset } from "@pairlab/domain/robustness";
import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { estimateWords, pairRows } from "@pairlab/metrics/charts/pair-rows";
import { counted, levelText } from "@pairlab/metrics/charts/wording";
import { folded } from "./folded.ts";
import { type Html, html } from "./html.ts";
import { askedPairs, namedPairs, ofPair } from "./named-pairs.ts";
import { ratersWords } from "./numbers-text.ts";
import { shareWords } from "./share-words.ts";
import { table } from "./table.ts";

/** The pairs with every vote, and without those that a sceptic might leave out. */
export const subsetPanel = (summary: Summary): Html =>
  html`<h3>With and without doubtful answers</h3>
<p>Nobody is left out of the numbers above. To see whether careless answers carry them, here they are once more without some. These rules are the same for every study and look at no preference; disagreeing with others is no ground to be left out. <strong>${subsetFinding(summary)}</strong></p>
${folded(
  "Show every pair with and without doubtful answers",
  summary.questions.map((question) => subsetTable(summary, question)),
)}`;

function subsetFinding(summary: Summary): string {
  const left = summary.questions.reduce(
    (sum, { robustness }) =>
      sum + robustness.subsets.reduce((votes, { leftOut }) => votes + leftOut.votes, 0),
    0,
  );
  if (left === 0) return "There are no such answers.";
  const changing = askedPairs(summary).filter((row) =>
    row.question.robustness.subsets.some(({ pairs }) => ofPair(pairs, row)?.verdictChanges),
  );
  return changing.length === 0
    ? "No verdict changes without them."
    : `Without them, the verdict changes for ${namedPairs(changing)}.`;
}

function subsetTable(summary: Summary, question: QuestionResult): Html {
  const { subsets } = question.robustness;
  return table(
    `${question.title}: share for the first (${levelText(summary.plan.level)} interval)`,
    [
      { head: "First over second" },
      { head: "Every vote", numeric: true },
      ...subsets.map((subset) => ({ head: headOf(subset, summary), numeric: true })),
      { head: "Verdict changes" },
    ],
    pairRows(summary, question).map((row) => {
      const { a, b, estimate } = row;
      const found = subsets.map(({ pairs }) => ofPair(pairs, row));
      return [
        `${a} over ${b}`,
        estimateWords(estimate),
        ...found.map(shareWords),
        found.some((one) => one?.verdictChanges) ? html`<strong>yes</strong>` : html`no`,
      ];
    }),
  );
}

function headOf({ text, leftOut }: Subset, { study }: Summary): string {
  const raters = leftOut.raters === 0 ? "" : ` of ${ratersWords(leftOut.raters, study.mode)}`;
  return `Without ${text}: ${counted(leftOut.votes, "vote")}${raters} less`;
}
