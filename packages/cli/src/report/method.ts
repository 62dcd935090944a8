import { displaySizes } from "@pairlab/domain/display";
import type { Plan } from "@pairlab/domain/plan";
import type { Summary } from "@pairlab/domain/summary";
import { counted, countText, levelText } from "@pairlab/metrics/charts/wording";
import { type Html, html } from "./html.ts";
import { ratersWords } from "./numbers-text.ts";

const populations = {
  "raters-and-prompts-like-these": "people and prompts like these",
  "raters-like-these": "people like these, judging these prompts",
  "prompts-like-these": "prompts like these, judged by these people",
} as const satisfies Record<Plan["estimand"], string>;

const clusters = {
  "raters-and-prompts-like-these":
    "by prompt and by rater (two-way; Cameron, Gelbach & Miller 2011)",
  "raters-like-these": "by rater",
  "prompts-like-these": "by prompt",
} as const satisfies Record<Plan["estimand"], string>;

/** The method in paragraphs that could stand in a paper, made from the plan and the data. */
export const methodSection = (summary: Summary): Html =>
  html`<section><h2 id="method">Method</h2>
<p>${design(summary)}</p>
<p>${estimand(summary)} ${intervals(summary)} ${multiplicity(summary)}</p>
<p>${exclusions(summary)} ${ratings(summary)}</p></section>
`;

function design({ plan, counts, study, arms, prompts }: Summary): string {
  const pairs = plan.pairs === "all" ? (arms.length * (arms.length - 1)) / 2 : plan.pairs.length;
  return (
    `${choices(ratersWords(counts.raters, study.mode), study.mode)} ` +
    `${counted(plan.arms.length, "arm")} gave ${counted(pairs, "pair")}; ` +
    `each pair was planned to be judged ${times(plan.votesPerTask)} on each of ${counted(prompts.length, "prompt")} ` +
    `for each of ${counted(plan.questions.length, "question")}, ${counted(plan.trialsPerForm, "trial")} a participant, ` +
    `one question a block. Sides, pairs and order were balanced by design (seed ${plan.seed}). ` +
    `${study.mode === "live" ? "Both pictures were shown" : "The plan shows both pictures"} at ${sizes(plan)}. ${ties(plan)}`
  );
}

/** The sizes pictures could be shown in, each with how they were brought to it. */
const sizes = ({ display }: Plan): string =>
  displaySizes(display)
    .map(({ displayPx, kernel }) => `${displayPx} px, scaled by ${kernels[kernel]}`)
    .join("; to people whose windows can't hold that, at ");

const kernels = { nearest: "pixel repetition", lanczos3: "Lanczos resampling" };

const choices = (raters: string, mode: Summary["study"]["mode"]): string =>
  mode === "live"
    ? `${raters} chose between two pictures made from the same prompt, without seeing what had made them.`
    : `A program drew the choices of ${raters} between two pictures made from the same prompt, by strengths that were planted beforehand.`;

const times = (votes: number): string =>
  ["never", "once", "twice"][votes] ?? `${countText(votes)} times`;

const ties = (plan: Plan): string =>
  plan.ties === "none"
    ? "The choice was forced: there are no ties."
    : "“No preference” was allowed and counts half for each side.";

const estimand = ({ plan }: Summary): string =>
  `The quantity is the share of votes for the first-named arm, each vote counting once, for ${populations[plan.estimand]}.`;

function intervals({ plan }: Summary): string {
  const level = levelText(plan.level);
  return plan.interval === "clustered"
    ? `Intervals are Wilson intervals at ${level} with an effective number of votes, from a variance clustered ${clusters[plan.estimand]} that is never taken smaller than that of independent votes, and the quantile of Student's t with one degree of freedom less than there are clusters in the smaller dimension. One-way terms carry the factor G/(G − 1); the prompt × rater term has none.`
    : `Intervals are Wilson intervals at ${level} for independent votes, as the plan declares; clustered ones are printed beside them.`;
}

function multiplicity({ plan }: Summary): string {
  const count = plan.hypotheses.length;
  if (count === 0) return "No hypothesis was planned: all comparisons are exploratory.";
  const rule =
    plan.multiplicity === "holm"
      ? "adjusted by Holm's method; a claim that can't be tested stays in the count with p = 1"
      : "not adjusted";
  return `The p-values of ${counted(count, "planned claim")} are ${rule}. All other comparisons are exploratory, their intervals not adjusted. The number of votes was fixed beforehand.`;
}

function exclusions({ questions }: Summary): string {
  const skips = questions.reduce((sum, question) => sum + question.skips, 0);
  return `Only finished sessions count, with the last answer to each trial. Nobody was excluded for disagreeing. ${skips === 0 ? "Nothing was skipped" : counted(skips, "skip")}${skips === 0 ? "." : " entered no rate."}`;
}

const ratings = ({ method, seed }: Summary): string =>
  `Elo follows the ADD paper (Sauer et al. 2023, arXiv 2311.17042, App. B.2) with the mean over random orders; its intervals come from cluster bootstraps of the same mean, their variances combined like those of the shares. Bradley–Terry strengths are maximum-likelihood estimates by Newton's method, printed only where the comparisons allow a finite one (Ford 1957). Analysis: ${method}, seed ${seed}.`;
