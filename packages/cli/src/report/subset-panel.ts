import type { Subset } from "@pairlab/domain/robustness";
import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { estimateWords, pairRows } from "@pairlab/metrics/charts/pair-rows";
import { counted, gap, levelText } from "@pairlab/metrics/charts/wording";
import { folded } from "./folded.ts";
import { type Html, html } from "./html.ts";
import { askedPairs, namedPairs, ofPair } from "./named-pairs.ts";
import { shareWords } from "./share-words.ts";
import { table } from "./table.ts";

/** The pairs with every vote, without those that a sceptic might leave out, and with repeats. */
export const subsetPanel = (summary: Summary): Html =>
  html`<h3>With and without doubtful answers</h3>
<p>Nobody is left out of the numbers above. To see whether careless answers carry them, here they are once more by other rules: ${rulesInWords(summary)}. These rules are the same for every study and look at no preference; disagreeing with others is no ground to be left out. <strong>${subsetFinding(summary)}</strong></p>
${folded(
  "Show every pair with and without doubtful answers",
  summary.questions.map((question) => subsetTable(summary, question)),
)}`;

const rulesInWords = ({ questions }: Summary): string =>
  (questions[0]?.robustness.subsets ?? [])
    .map(({ text, takenIn }) => (takenIn === undefined ? `without ${text}` : `with ${text}`))
    .join("; ");

/** A rule that touches no vote of a question changes nothing there. */
const touchesVotes = ({ leftOut, takenIn = 0 }: Subset): boolean => leftOut.votes + takenIn > 0;

function subsetFinding(summary: Summary): string {
  if (!summary.questions.some(({ robustness }) => robustness.subsets.some(touchesVotes)))
    return "There are no such answers.";
  const changing = askedPairs(summary).filter((row) =>
    row.question.robustness.subsets.some(({ pairs }) => ofPair(pairs, row)?.verdictChanges),
  );
  return changing.length === 0
    ? "No verdict changes by any of these rules."
    : `By one of these rules, the verdict changes for ${namedPairs(changing)}.`;
}

function subsetTable(summary: Summary, question: QuestionResult): Html {
  const subsets = question.robustness.subsets.filter(touchesVotes);
  return table(
    `${question.title}: share for the first (${levelText(summary.plan.level)} interval), by the rules that touch a vote`,
    [
      { head: "First over second" },
      { head: "Every vote", numeric: true },
      ...subsets.map((subset) => ({ head: headOf(subset), numeric: true })),
      { head: "Verdict" },
    ],
    pairRows(summary, question).map((row) => {
      const { a, b, estimate } = row;
      const found = subsets.map(({ pairs }) => ofPair(pairs, row));
      return [
        `${a} over ${b}`,
        estimateWords(estimate),
        ...found.map(shareWords),
        found.some((one) => one?.verdictChanges) ? html`<strong>changes</strong>` : html`stays`,
      ];
    }),
  );
}

/** The rules in full stand above the tables. */
const heads = {
  fast: "No fast answers",
  "one-sided": "No one-sided raters",
  "failed-checks": "Checks passed",
  "failed-controls": "Controls passed",
  repeats: "Repeats too",
} as const satisfies Record<Subset["rule"], string>;

function headOf({ rule, leftOut, takenIn }: Subset): string {
  const votes = takenIn === undefined ? `\u2212${leftOut.votes}` : `+${takenIn}`;
  const raters = leftOut.raters === 0 ? "" : `, \u2212${counted(leftOut.raters, "rater")}`;
  return `${heads[rule]} (${votes}${gap}votes${raters})`;
}
