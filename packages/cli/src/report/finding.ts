import type { HypothesisResult, QuestionResult, Summary } from "@pairlab/domain/summary";
import { armLabels } from "@pairlab/metrics/charts/arm-labels";
import { favours, pairEstimate } from "@pairlab/metrics/charts/pair-rows";
import { counted, levelText, percentRange, percentWithin } from "@pairlab/metrics/charts/wording";
import { orientedPair } from "@pairlab/metrics/oriented-pair";
import { sampleWords } from "./numbers-text.ts";

/** The report in three lines: what was found, by how much data, and how all planned claims came out. */
export interface Finding {
  title: string;
  /** Interval and n; empty where the title needs none. */
  evidence: string;
  detail: string;
}

/** What was found: the first settled claim of the plan, or an honest sentence that nothing was settled. */
export function finding(summary: Summary): Finding {
  const prefix = prefixOf(summary);
  const plain = plainFinding(summary);
  return { ...plain, title: prefix + plain.title };
}

function prefixOf({ study, preliminary }: Summary): string {
  const simulated = study.mode === "simulated" ? "Simulated votes: " : "";
  return preliminary.length > 0 ? `Preliminary. ${simulated}` : simulated;
}

function plainFinding(summary: Summary): Finding {
  if (summary.counts.votes === 0)
    return { title: "No votes yet, so nothing can be said", evidence: "", detail: "" };
  const { hypotheses } = summary;
  if (hypotheses.length === 0) return exploratory(summary);
  const settled = hypotheses.find(
    ({ test }) => test.status === "ok" && test.value.verdict !== "inconclusive",
  );
  const claim = settled === undefined ? undefined : settledClaim(summary, settled);
  const open = `No planned claim is settled by ${counted(summary.counts.votes, "vote")}`;
  const surprise =
    settled?.test.status === "ok" && settled.test.value.verdict === "contradicted"
      ? "The plan expected the opposite. "
      : "";
  return { title: open, evidence: "", ...claim, detail: surprise + tally(summary) };
}

/** `A was preferred to B in 69 % of judgements …`, whichever way it went. */
function settledClaim(
  summary: Summary,
  claim: HypothesisResult,
): Pick<Finding, "title" | "evidence"> | undefined {
  const question = summary.questions.find(({ id }) => id === claim.questionId);
  const pair = question && orientedPair(question, claim.a, claim.b);
  if (question === undefined || pair === undefined) return undefined;
  const straight = pairEstimate(summary.plan, pair);
  if (straight.status !== "ok") return undefined;
  const forA = straight.share >= 0.5;
  const oriented = forA ? pair : orientedPair(question, claim.b, claim.a);
  const estimate = oriented && pairEstimate(summary.plan, oriented);
  if (estimate?.status !== "ok") return undefined;
  const label = armLabels(summary.arms);
  const [winner, loser] = forA ? [claim.a, claim.b] : [claim.b, claim.a];
  const ties = summary.plan.ties === "allowed" ? ", ties counted half" : "";
  const { share, interval } = estimate;
  return {
    title: `${label(winner)} was preferred to ${label(loser)} in ${percentWithin(share, interval)} of judgements of ${lowerFirst(question.title)}`,
    evidence: `${levelText(interval.level)} interval ${percentRange(interval)}; ${sampleWords(pair.n, summary.study.mode)}${ties}`,
  };
}

/** How the planned claims came out. */
function tally({ hypotheses, plan }: Summary): string {
  const count = (verdict: string) =>
    hypotheses.filter(({ test }) => test.status === "ok" && test.value.verdict === verdict).length;
  const untested = hypotheses.filter(({ test }) => test.status !== "ok").length;
  const parts = [
    `${count("supported")} supported`,
    `${count("contradicted")} contradicted`,
    `${count("inconclusive")} inconclusive`,
    ...(untested > 0 ? [`${untested} not testable`] : []),
  ];
  const adjusted =
    plan.multiplicity === "holm" && hypotheses.length > 1 ? ", p-values adjusted by Holm" : "";
  return `Of ${counted(hypotheses.length, "planned claim")}: ${parts.join(", ")}${adjusted}.`;
}

function exploratory(summary: Summary): Finding {
  const [first] = summary.questions;
  const title =
    first === undefined
      ? "No question was asked"
      : `No claim was planned; in ${lowerFirst(first.title)} ${clearPairs(summary, first)}`;
  return {
    title,
    evidence: first === undefined ? "" : sampleWords(first.n, summary.study.mode),
    detail:
      "The plan names no hypothesis, so every comparison here is exploratory: it can suggest a claim, not support one.",
  };
}

function clearPairs(summary: Summary, { pairs }: QuestionResult): string {
  const estimates = pairs.map((pair) => pairEstimate(summary.plan, pair));
  const clear = estimates.filter((estimate) => favours(estimate) !== "neither").length;
  return `${clear} of ${counted(pairs.length, "pair")} ${clear === 1 ? "has an interval" : "have intervals"} that ${clear === 1 ? "leaves" : "leave"} out 50\u00a0%`;
}

/** A title inside a sentence: the first letter small unless the word is an abbreviation. */
export const lowerFirst = (title: string): string =>
  /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
