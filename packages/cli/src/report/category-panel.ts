import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { favours, pairRows } from "@pairlab/metrics/charts/pair-rows";
import { counted, countText, levelText } from "@pairlab/metrics/charts/wording";
import { folded } from "./folded.ts";
import { type Html, html } from "./html.ts";
import { ofPair } from "./named-pairs.ts";
import { shareEstimate, shareWords } from "./share-words.ts";
import { table } from "./table.ts";

/** A question's pairs on each category of prompts alone; nothing where prompts have no categories. */
export function categoryPanel(summary: Summary, question: QuestionResult): Html {
  const { categories } = question.robustness;
  if (categories.length === 0) return html``;
  return html`<h3>By category of prompts</h3>
<p>${categoryFinding(summary, question)} None of this was planned, fewer votes stand behind each number, and nothing is adjusted for how many there are: it suggests where to look.</p>
${folded("Show every pair by category", [categoryTable(summary, question)])}`;
}

/** Where a category says the opposite of the whole. */
function categoryFinding(summary: Summary, question: QuestionResult): string {
  const { categories } = question.robustness;
  const opposite = pairRows(summary, question).flatMap((row) => {
    const whole = favours(row.estimate);
    return categories.flatMap(({ category, pairs }) => {
      const part = favours(shareEstimate(ofPair(pairs, row)));
      return whole !== "neither" && part !== "neither" && part !== whole
        ? [`${row.a} over ${row.b} on ${category}`]
        : [];
    });
  });
  const count = categories.length * question.pairs.length;
  const cells = `${count} cells (${counted(categories.length, "category", "categories")} × ${counted(question.pairs.length, "pair")})`;
  return opposite.length === 0
    ? `In none of ${cells} does an interval lie on the other side of 50 % than that of all prompts together.`
    : `In ${countText(opposite.length)} of ${cells} an interval lies on the other side of 50 % than that of all prompts together: ${opposite.slice(0, 4).join("; ")}${opposite.length > 4 ? ` and ${opposite.length - 4} more` : ""}.`;
}

const categoryTable = (summary: Summary, question: QuestionResult): Html =>
  table(
    `${question.title}: share for the first by category (${levelText(summary.plan.level)} interval, votes)`,
    [
      { head: "First over second" },
      ...question.robustness.categories.map(({ category, prompts }) => ({
        head: `${category} (${counted(prompts, "prompt")})`,
        numeric: true,
      })),
    ],
    pairRows(summary, question).map((row) => [
      `${row.a} over ${row.b}`,
      ...question.robustness.categories.map(({ pairs }) => {
        const found = ofPair(pairs, row);
        const votes = found?.share.status === "ok" ? `; ${countText(found.share.value.votes)}` : "";
        return `${shareWords(found)}${votes}`;
      }),
    ]),
  );
