import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { type Margin, marginsHold } from "@pairlab/study/core/margin";
import type { CommandContext } from "../command-context.ts";
import { documentDesign } from "../document-design.ts";
import { examples } from "../examples.ts";
import { numberOption } from "../number-option.ts";
import { readStudyDesign, type StudyDesign } from "../study-design.ts";
import { forecastLines, studyForecast } from "../study-forecast.ts";
import type { Configure } from "./table.ts";

interface Options {
  out?: string;
  verify?: true;
  secondsPerTrial?: number;
  payPerHour?: number;
}

/** `pairlab study design`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of a study, or a study.json whose design isn't in a database yet")
    .option("--out <forms.jsonl>", "with a study.json: a new file for the forms, a line each")
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
      examples(
        "npx pairlab study design demo --verify",
        "npx pairlab study design datasets/demo.study.json",
      ),
    )
    .action(async (id: string, { verify, out, ...assumptions }: Options) => {
      const found = context();
      const design = await designOf(found, id, { verify: verify ?? false, out });
      const { margins, difference } = design;
      const forecast = studyForecast(design, assumptions);
      const lines = [
        `study ${id}: ${design.forms} forms of ${design.trialsPerForm} trials, design ${design.sha256}`,
        ...margins.map(marginLine),
        ...forecastLines(forecast),
        ...(verify ? [difference ?? "verified: the plan compiles to the same bytes"] : []),
      ];
      found.terminal.result(lines.join("\n"), { study: id, ...design, forecast });
      found.terminal.say(costLine());
      if (verify && (difference !== undefined || !marginsHold(margins))) process.exitCode = 1;
    });
};

/** The design of a study in the database, or of documents that aren't in it. */
async function designOf(
  context: CommandContext,
  study: string,
  { verify, out }: { verify: boolean; out: string | undefined },
): Promise<StudyDesign> {
  if (study.endsWith(".json")) return documentDesign(context, path.resolve(study), out);
  if (out === undefined) return readStudyDesign(context, study, verify);
  throw new KnownError("input", "invalid --out: only for a study.json", {
    hint: `npx pairlab study export ${study} --out <folder> writes a study's design`,
  });
}

/** What the command itself took so far. */
const costLine = (): string =>
  `took   ${performance.now() < 1000 ? "under a second" : `${(performance.now() / 1000).toFixed(1)} s`}, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB of memory at most`;

function marginLine({ name, worst, allowed, advisory }: Margin): string {
  const verdict = worst <= allowed ? "kept" : "BROKEN";
  return `  ${name.padEnd(55)} ${worst} of ${allowed}  ${advisory && worst > allowed ? "not promised" : verdict}`;
}
