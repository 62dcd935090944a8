import type { Attention } from "@pairlab/domain/attention";
import type { Summary } from "@pairlab/domain/summary";
import {
  counted,
  countText,
  levelText,
  percent,
  shareWithInterval,
} from "@pairlab/metrics/charts/wording";
import { type Html, html, type Part } from "./html.ts";
import { ratersWords, resultWords } from "./numbers-text.ts";
import { table } from "./table.ts";

type Share = NonNullable<Attention["checks"]>["share"];

/** What checks and controls say of how people looked; nothing where no form has any. */
export function attentionPanel({ attention, plan, study }: Summary): Html {
  if (attention === undefined) return html``;
  const { checks, wrongPrompt, samePicture } = attention;
  const flagged =
    checks === undefined
      ? ""
      : ` ${ratersWords(checks.flagged, study.mode)} of ${countText(checks.raters)} failed two attention checks or more${byChance(plan)}.`;
  return html`<h3>Checks and controls</h3>
<p>Some trials ask nothing about the models. They enter no share and no rating, and nobody is left out for them.${flagged}</p>
${table(
  "Trials beside the planned ones",
  [
    { head: "Trial" },
    { head: "Answered", numeric: true },
    { head: "What is counted" },
    { head: `Share (${levelText(plan.level)} interval, clustered by rater)`, numeric: true },
  ],
  [
    ...(checks === undefined
      ? []
      : [row("Attention check", checks, "answered otherwise than asked")]),
    ...(wrongPrompt === undefined
      ? []
      : [row("Control: another prompt's picture", wrongPrompt, "that picture chosen, or neither")]),
    ...(samePicture === undefined
      ? []
      : [
          row(
            "Control: one picture on both sides",
            { answered: samePicture.answered, share: samePicture.leftShare },
            `left chosen; ${counted(samePicture.ties, "tie")} left out`,
          ),
        ]),
  ],
)}
`;
}

const carefulness = 0.98;

/** How often somebody who looks carefully would fail two of a form's checks, independently of one another. */
function byChance({ extras }: Summary["plan"]): string {
  const checks = extras?.checks ?? 0;
  if (checks < 2) return "";
  const atMostOne =
    carefulness ** checks + checks * (1 - carefulness) * carefulness ** (checks - 1);
  return `; of people who answer each right with a probability of ${percent(carefulness)}, ${percent(1 - atMostOne, 1)} would`;
}

const row = (
  name: string,
  { answered, share }: { answered: number; share: Share },
  what: string,
): Part[] => [
  name,
  countText(answered),
  what,
  resultWords(share, ({ share: found, interval }) => shareWithInterval(found, interval)),
];
