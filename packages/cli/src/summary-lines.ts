import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { armLabels } from "@pairlab/metrics/charts/arm-labels";
import { type Estimate, pairRows } from "@pairlab/metrics/charts/pair-rows";
import {
  counted,
  levelText,
  percent,
  primaryIntervalName,
  raterNoun,
  shareWithInterval,
} from "@pairlab/metrics/charts/wording";

/** A summary as a terminal shows it: what was voted, each pair, each claim of the plan, each published one. */
export function summaryLines(summary: Summary): string[] {
  const { study, counts, plan, preliminary, questions } = summary;
  const { one, many } = raterNoun(study.mode);
  const people = counted(counts.raters, one, many);
  return [
    `${study.title}`,
    `${counts.votes} of ${counted(counts.votesPlanned, "planned vote")} analysed, ${people}, ${counted(counts.prompts, "prompt")}`,
    ...(study.mode === "simulated" ? ["simulated votes check the harness, not the claim"] : []),
    ...preliminary.map((reason) => `preliminary: ${reason}`),
    ...questions.flatMap((question) => ["", ...questionLines(summary, question)]),
    ...(plan.hypotheses.length > 0 ? ["", "Planned claims", ...claimLines(summary)] : []),
    ...(summary.published.length > 0 ? ["", "Published claims", ...publishedLines(summary)] : []),
  ].map((line) => line.replaceAll("\u00a0", " "));
}

function questionLines(summary: Summary, question: QuestionResult): string[] {
  const rows = pairRows(summary, question);
  const width = Math.max(...rows.map(({ a, b }) => `${a} over ${b}`.length));
  const interval = `${levelText(summary.plan.level)} interval, ${primaryIntervalName(summary.plan)}`;
  return [
    `${question.title} (share of votes, ${interval})`,
    ...rows.map(
      ({ a, b, pair, estimate }) =>
        `  ${`${a} over ${b}`.padEnd(width)}  ${estimateText(estimate)}  n ${pair.n.votes}`,
    ),
  ];
}

function estimateText(estimate: Estimate): string {
  if (estimate.status === "ok") return shareWithInterval(estimate.share, estimate.interval);
  return estimate.status === "none"
    ? estimate.words
    : `${percent(estimate.share)} (${estimate.words})`;
}

function claimLines({ hypotheses, arms }: Summary): string[] {
  const label = armLabels(arms);
  return hypotheses.map(({ id, a, b, expects, test }) => {
    const claim = expects === "different" ? "differs from" : "over";
    const [first, second] = expects === "b" ? [b, a] : [a, b];
    const verdict = test.status === "ok" ? test.value.verdict : test.status;
    return `  ${id}: ${label(first)} ${claim} ${label(second)}: ${verdict}`;
  });
}

const publishedLines = ({ published }: Summary): string[] =>
  published.map(({ claim, verdict, direction }) => {
    const toward = direction === undefined ? "" : `; their direction: ${direction}`;
    return `  ${claim.id}: ${verdict}${toward}`;
  });
