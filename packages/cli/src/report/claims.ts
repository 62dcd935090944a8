import type { HypothesisResult, Summary } from "@pairlab/domain/summary";
import { armLabels } from "@pairlab/metrics/charts/arm-labels";
import { estimateWords, pairEstimate } from "@pairlab/metrics/charts/pair-rows";
import { wordsFor } from "@pairlab/metrics/charts/wording";
import { orientedPair } from "@pairlab/metrics/oriented-pair";
import { exploratoryPart } from "./exploratory.ts";
import { type Html, html } from "./html.ts";
import { pWords, sampleWords } from "./numbers-text.ts";
import { table } from "./table.ts";

/** The plan's claims with their tests and verdicts. */
export function claimsSection(summary: Summary): Html {
  const { hypotheses, plan } = summary;
  if (hypotheses.length === 0)
    return html`<section><h2 id="claims">Planned claims</h2>
<p>The plan names none. Every comparison on this page is exploratory.</p>
${exploratoryPart(summary)}</section>
`;
  const adjusted = plan.multiplicity === "holm" ? "p, adjusted (Holm)" : "p, not adjusted";
  return html`<section><h2 id="claims">Planned claims</h2>
<p>Written into the plan before the first vote. The test compares the share of votes with one half, two-sided: it is the primary interval read the other way, so an unadjusted p is below ${alpha(plan.level)} exactly when that interval leaves out 50 %. A claim is supported or contradicted when its adjusted p is below ${alpha(plan.level)}; otherwise it is inconclusive, which doesn't mean that there is no difference.</p>
${table(
  "Planned claims and verdicts",
  [
    { head: "Claim" },
    { head: "Question" },
    { head: "Share for the first-named", numeric: true },
    { head: "Data" },
    { head: "p", numeric: true },
    { head: adjusted, numeric: true },
    { head: "Verdict" },
  ],
  hypotheses.map((claim) => claimRow(summary, claim)),
)}
${exploratoryPart(summary)}</section>
`;
}

/** What a p-value is compared with: `0.05` at level 0.95. */
const alpha = (level: number): string => String(Number((1 - level).toPrecision(6)));

function claimRow(summary: Summary, claim: HypothesisResult) {
  const question = summary.questions.find(({ id }) => id === claim.questionId);
  const pair = question && orientedPair(question, claim.a, claim.b);
  const { test } = claim;
  return [
    claimWords(summary, claim),
    question?.title ?? claim.questionId,
    pair === undefined ? "not compared" : estimateWords(pairEstimate(summary.plan, pair)),
    pair === undefined ? "" : sampleWords(pair.n, summary.study.mode),
    test.status === "ok" ? pWords(test.value.p) : "no test",
    test.status === "ok" ? pWords(test.value.adjustedP) : "counted as 1",
    test.status === "ok"
      ? html`<strong>${test.value.verdict}</strong>`
      : html`<strong>not testable</strong>: ${wordsFor(test)}`,
  ];
}

function claimWords({ arms }: Summary, { a, b, expects }: HypothesisResult): string {
  const label = armLabels(arms);
  if (expects === "different") return `${label(a)} and ${label(b)} differ`;
  return expects === "a"
    ? `${label(a)} is preferred to ${label(b)}`
    : `${label(b)} is preferred to ${label(a)} (share is for ${label(a)})`;
}
