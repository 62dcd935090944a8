import { type Margin, marginsHold } from "@pairlab/study/core/margin";
import { examples } from "../examples.ts";
import { numberOption } from "../number-option.ts";
import { readStudyDesign } from "../study-design.ts";
import { forecastLines, studyForecast } from "../study-forecast.ts";
import type { Configure } from "./table.ts";

interface Options {
  verify?: true;
  secondsPerTrial?: number;
  payPerHour?: number;
}

/** `pairlab study design`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of the study")
    .option("--verify", "compile the plan again and compare; exit code 1 when anything differs")
    .option(
      "--seconds-per-trial <s>",
      "what the forecast of time takes a trial to last; default: 10, assumed",
      numberOption("--seconds-per-trial", 0.1, 3600),
    )
    .option(
      "--pay-per-hour <usd>",
      "US dollars; adds cost to the forecast",
      numberOption("--pay-per-hour", 0, 10_000),
    )
    .addHelpText(
      "before",
      examples("npx pairlab study design demo", "npx pairlab study design demo --verify"),
    )
    .action(async (id: string, { verify, ...assumptions }: Options) => {
      const found = context();
      const design = await readStudyDesign(found, id, verify ?? false);
      const { margins, difference } = design;
      const forecast = studyForecast(design, assumptions);
      const lines = [
        `study ${id}: ${design.forms} forms of ${design.trialsPerForm} trials, design ${design.sha256}`,
        ...margins.map(marginLine),
        ...forecastLines(forecast),
        ...(verify ? [difference ?? "verified: the plan compiles to the same bytes"] : []),
      ];
      found.terminal.result(lines.join("\n"), { study: id, ...design, forecast });
      if (verify && (difference !== undefined || !marginsHold(margins))) process.exitCode = 1;
    });
};

function marginLine({ name, worst, allowed, advisory }: Margin): string {
  const verdict = worst <= allowed ? "kept" : "BROKEN";
  return `  ${name.padEnd(50)} ${worst} of ${allowed}  ${advisory && worst > allowed ? "not promised" : verdict}`;
}
