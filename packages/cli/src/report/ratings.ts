import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { armLabels } from "@pairlab/metrics/charts/arm-labels";
import { eloText } from "@pairlab/metrics/charts/elo-chart";
import { levelText, wordsFor } from "@pairlab/metrics/charts/wording";
import { type Html, html } from "./html.ts";
import { signedWords } from "./numbers-text.ts";
import { table } from "./table.ts";

/** Ratings over all pairs: Elo as ADD computes it, and Bradley–Terry. */
export const ratingsSection = (summary: Summary): Html =>
  html`<section><h2 id="ratings">Ratings</h2>
<p>A rating squeezes all pairs into one number an arm. Where it disagrees with the pairs above, believe the pairs.</p>
<h3>Elo, as the ADD paper computes it</h3>
<p>K = 1, everybody starts at 1000, mean over random orders of the same votes. <strong>The spread over orders is noise of the rule, not a confidence interval</strong>: no vote is drawn anew. <strong>Elo values of studies of different size are not comparable</strong>, because with K = 1 a rating is still on its way after hundreds of games.</p>
${averageTable(summary)}
<h3>Bradley–Terry</h3>
<p>The strengths under which these votes are most likely, if one number an arm explains them. 400/ln 10 points a unit, mean 1000: the scale of Elo, without its dependence on order and number of votes.</p>
${summary.questions.map((question) => bradleyTerry(summary, question))}</section>
`;

function averageTable(summary: Summary): Html {
  const { questions, eloAverage, plan } = summary;
  const label = armLabels(summary.arms);
  const value = ({ elo }: QuestionResult, armId: string): string => {
    if (elo.status !== "ok") return wordsFor(elo);
    const item = elo.value.items.find((found) => found.armId === armId);
    return item === undefined ? "not rated" : eloText(item);
  };
  const mean = (armId: string): string => {
    if (eloAverage.status !== "ok") return wordsFor(eloAverage);
    return eloAverage.value.find((found) => found.armId === armId)?.elo.toFixed(0) ?? "not rated";
  };
  const rating = (armId: string): number =>
    eloAverage.status === "ok"
      ? (eloAverage.value.find((found) => found.armId === armId)?.elo ?? 0)
      : 0;
  return table(
    `Elo (${levelText(plan.level)} cluster-bootstrap interval)`,
    [
      { head: "Arm" },
      ...questions.map(({ title }) => ({ head: title, numeric: true })),
      { head: "Mean over questions", numeric: true },
    ],
    [...plan.arms]
      .sort((one, other) => rating(other) - rating(one))
      .map((id) => [label(id), ...questions.map((question) => value(question, id)), mean(id)]),
  );
}

function bradleyTerry(summary: Summary, { title, bradleyTerry: fit }: QuestionResult): Html {
  const label = armLabels(summary.arms);
  if (fit.status !== "ok") {
    const parts = fit.status === "undetermined" ? (fit.detail ?? []) : [];
    return html`<p>${title}: ${wordsFor(fit)}.${parts.length > 0 ? ` Separate groups: ${parts.map((group) => group.map(label).join(" + ")).join(" | ")}.` : ""} There is no common ranking.</p>
`;
  }
  return table(
    `Bradley–Terry, ${title}`,
    [
      { head: "Arm" },
      { head: `Strength, Elo scale (${levelText(summary.plan.level)} interval)`, numeric: true },
      { head: "Log strength (standard error)", numeric: true },
    ],
    [...fit.value.items]
      .sort((one, other) => other.logStrength - one.logStrength)
      .map(({ armId, elo400, elo400Interval: { lower, upper }, logStrength, standardError }) => [
        label(armId),
        `${elo400.toFixed(0)} (${lower.toFixed(0)}–${upper.toFixed(0)})`,
        `${signedWords(logStrength)} (${standardError.toFixed(2)})`,
      ]),
  );
}
