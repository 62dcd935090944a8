import type { Robustness } from "@pairlab/domain/robustness";
import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { pairRows } from "@pairlab/metrics/charts/pair-rows";
import {
  gap,
  levelText,
  percentRange,
  percentWithin,
  wordsFor,
} from "@pairlab/metrics/charts/wording";
import { type Html, html } from "./html.ts";
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
    : html`<p>Ties count half for each side on the whole page. Here are the same votes under other rules, the two extremes among them. Where a verdict changes, the conclusion is about ties as much as about pictures.</p>
${summary.questions.map((question) => panel(summary, question))}`
}`;

const panel = (summary: Summary, question: QuestionResult): Html =>
  html`${policyTable(summary, question)}
${modelPart(summary, question)}
`;

function policyTable(summary: Summary, question: QuestionResult): Html {
  const heads = Object.values(policyHeads);
  return table(
    `${question.title}: share for the first under each rule for ties (${levelText(summary.plan.level)} interval)`,
    [
      { head: "First over second" },
      ...heads.map((head) => ({ head, numeric: true })),
      { head: "Verdict changes" },
    ],
    pairRows(summary, question).map(({ a, b, pair }) => {
      const found = question.robustness.ties.find((tie) => tie.a === pair.a && tie.b === pair.b);
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
    pairRows(summary, question).flatMap(({ a, b, pair }) => {
      const found = tieModels.value.find((one) => one.a === pair.a && one.b === pair.b);
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
