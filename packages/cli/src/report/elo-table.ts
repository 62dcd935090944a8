import type { EloResult, QuestionResult, Summary } from "@pairlab/domain/summary";
import { armLabels } from "@pairlab/metrics/charts/arm-labels";
import { eloItems, eloText } from "@pairlab/metrics/charts/elo-chart";
import { countText, levelText } from "@pairlab/metrics/charts/wording";
import type { Html } from "./html.ts";
import { table } from "./table.ts";

type Elo = Extract<EloResult, { status: "ok" }>["value"];

/** The Elo values of a question, the highest first. */
export function eloTable(summary: Summary, question: QuestionResult, elo: Elo): Html {
  const label = armLabels(summary.arms);
  return table(
    `Elo, ${question.title}: mean over ${countText(elo.orders)} orders`,
    [
      { head: "Arm" },
      { head: `Elo (${levelText(summary.plan.level)} interval)`, numeric: true },
      { head: "SD over orders (noise)", numeric: true },
      { head: "Games", numeric: true },
    ],
    eloItems(elo).map((item) => [
      label(item.armId),
      eloText(item),
      item.orderSd.toFixed(1),
      countText(item.games),
    ]),
  );
}
