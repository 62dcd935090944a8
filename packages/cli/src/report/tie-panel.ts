import type { Robustness } from "@pairlab/domain/robustness";
import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { pairRows } from "@pairlab/metrics/charts/pair-rows";
import {
  counted,
  gap,
  levelText,
  percentRange,
  percentWithin,
  wordsFor,
} from "@pairlab/metrics/charts/wording";
import { folded } from "./folded.ts";
import { type Html, html } from "./html.ts";
import { askedPairs, namedPairs, ofPair } from "./named-pairs.ts";
import { signedWords } from "./numbers-text.ts";
import { table } from "./table.ts";

type TieModels = Extract<Robustness["tieModels"], { status: "ok" }>["value"];
type Policies = Robustness["ties"][number]["policies"];

const policyHeads = {
  drop: "Ties left out",
  half: "Half for each (used here)",
  "all-to-a": "All to the first",
  "all-to-b": "All to the second",
} as const satisfies Record<Policies[number]["policy"], string>;

const modelHeads = {
  "bt-drop": "Bradley–Terry, left out",
  "bt-half": "Bradley–Terry, half",
  davidson: "Davidson",
  "rao-kupper": "Rao–Kupper",
} as const satisfies Record<TieModels[number]["models"][number]["model"], string>;

/** Every pair under every way to count ties, and whether its verdict hangs on that. */
export const tiePanel = (summary: Summary): Html =>
  html`<h3>What a tie counts as</h3>
${
  summary.plan.ties === "none"
    ? html`<p>The choice was forced: nobody could answer “no preference”, so no rule for ties can change a verdict.</p>
`
    : html`<p>Ties count half for each side on the whole page. The same votes were counted under other rules, the two extremes among them, and four models of ties were fitted. <strong>${tieFinding(summary)}</strong></p>
${folded(
  "Show every pair under every rule for ties",
  summary.questions.map((question) => panel(summary, question)),
)}`
}`;

const panel = (summary: Summary, question: QuestionResult): Html =>
  html`${policyTable(summary, question)}
${modelPart(summary, question)}
`;

function tieFinding(summary: Summary): string {
  const all = askedPairs(summary);
  const changing = all.filter((row) => {
    const { ties, tieModels } = row.question.robustness;
    const model = tieModels.status === "ok" ? ofPair(tieModels.value, row) : undefined;
    return (ofPair(ties, row)?.verdictChanges ?? false) || (model?.verdictChanges ?? false);
  });
  return changing.length === 0
    ? "No verdict changes with the rule for ties."
    : `The verdict changes with the rule for ties in ${changing.length} of ${counted(all.length, "comparison")}: ${namedPairs(changing)}. There the conclusion is about ties as much as about pictures.`;
}

function policyTable(summary: Summary, question: QuestionResult): Html {
  const heads = Object.values(policyHeads);
  return table(
    `${question.title}: share for the first under each rule for ties (${levelText(summary.plan.level)} interval)`,
    [
      { head: "First over second" },
      ...heads.map((head) => ({ head, numeric: true })),
      { head: "Verdict changes" },
    ],
    pairRows(summary, question).map((row) => {
      const { a, b } = row;
      const found = ofPair(question.robustness.ties, row);
      return [
        `${a} over ${b}`,
        ...heads.map((_, i) => (found === undefined ? "no votes" : policyWords(found.policies[i]))),
        changes(found?.verdictChanges ?? false),
      ];
    }),
  );
}

function policyWords(policy: Policies[number] | undefined): string {
  if (policy === undefined) return "no votes";
  const { share } = policy;
  if (share.status !== "ok") return wordsFor(share);
  const { interval } = share.value;
  if (interval.status !== "ok") return wordsFor(interval);
  const shown = { kind: "two-way", level: 0.95, ...interval.value } as const;
  return `${percentWithin(share.value.share, shown)} (${percentRange(shown)})`;
}

function modelPart(summary: Summary, question: QuestionResult): Html {
  const { tieModels } = question.robustness;
  if (tieModels.status !== "ok")
    return html`<p>Models of ties, ${question.title}: ${wordsFor(tieModels)}.</p>`;
  return table(
    `${question.title}: strength of the first less the second under each model of ties (natural log, ${levelText(summary.plan.level)} interval)`,
    [
      { head: "First over second" },
      ...Object.values(modelHeads).map((head) => ({ head, numeric: true })),
      { head: "Verdict changes" },
    ],
    pairRows(summary, question).flatMap((row) => {
      const { a, b } = row;
      const found = ofPair(tieModels.value, row);
      return found === undefined
        ? []
        : [[`${a} over ${b}`, ...found.models.map(contrastWords), changes(found.verdictChanges)]];
    }),
  );
}

function contrastWords({ contrast }: TieModels[number]["models"][number]): string {
  if (contrast.status !== "ok") return wordsFor(contrast);
  const { value, lower, upper } = contrast.value;
  return `${signedWords(value)}${gap}(${signedWords(lower)} to ${signedWords(upper)})`;
}

const changes = (yes: boolean): Html => (yes ? html`<strong>yes</strong>` : html`no`);
