import type { Summary } from "@pairlab/domain/summary";
import { armLabels } from "@pairlab/metrics/charts/arm-labels";
import { estimateWords, pairEstimate } from "@pairlab/metrics/charts/pair-rows";
import { counted, levelText } from "@pairlab/metrics/charts/wording";
import { orientedPair } from "@pairlab/metrics/oriented-pair";
import { folded } from "./folded.ts";
import { type Html, html } from "./html.ts";
import { pWords, resultWords } from "./numbers-text.ts";
import { table } from "./table.ts";

/** Every comparison that nobody planned, as a family of its own. */
export function exploratoryPart(summary: Summary): Html {
  const { exploratory, plan, questions, arms } = summary;
  if (exploratory.pairs.length === 0)
    return html`<p>${counted(exploratory.tests, "test")} ran on these votes: the planned ones, and no other.</p>
`;
  const label = armLabels(arms);
  return html`<h3>Everything else</h3>
<p>${counted(exploratory.tests, "test")} ran on these votes in all. Those that weren't planned are exploratory: q is the share of false findings to expect among all with a q as small (Benjamini and Hochberg). It suggests what to plan next, and supports no claim.</p>
${folded("Show all exploratory comparisons", [
  table(
    "Exploratory comparisons",
    [
      { head: "First over second" },
      { head: "Question" },
      { head: `Share for the first (${levelText(plan.level)} interval)`, numeric: true },
      { head: "q", numeric: true },
    ],
    exploratory.pairs.map(({ questionId, a, b, q }) => {
      const question = questions.find(({ id }) => id === questionId);
      const pair = question && orientedPair(question, a, b);
      return [
        `${label(a)} over ${label(b)}`,
        question?.title ?? questionId,
        pair === undefined ? "not compared" : estimateWords(pairEstimate(plan, pair)),
        resultWords(q, pWords),
      ];
    }),
  ),
])}
`;
}
