import { existsSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { type Margin, marginsHold } from "@pairlab/study/core/margin";
import { auditFolder, auditForms } from "../audit-design.ts";
import type { CommandContext } from "../command-context.ts";
import { documentDesign } from "../document-design.ts";
import { examples } from "../examples.ts";
import { numberOption } from "../number-option.ts";
import { readStudyDesign, type StudyDesign } from "../study-design.ts";
import { type ForecastAssumptions, forecastLines, studyForecast } from "../study-forecast.ts";
import type { Configure } from "./table.ts";

interface Options {
  out?: string;
  forms?: string;
  verify?: true;
  secondsPerTrial?: number;
  payPerHour?: number;
  otherMinutes?: number;
  fee?: number;
  screened?: number;
  leaving?: number;
}

/** `pairlab study design`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of a study, a study.json, or a folder that study export has written")
    .option("--out <forms.jsonl>", "with a study.json: a new file for the forms, a line each")
    .option(
      "--forms <file>",
      "with a study.json: a design.json, or what --out wrote, to be verified",
    )
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
    .option(
      "--other-minutes <m>",
      "minutes of consent, instructions, practice and breaks; default: 4, assumed",
      numberOption("--other-minutes", 0, 240),
    )
    .option(
      "--fee <percent>",
      "what the recruiter takes on top of all pay",
      numberOption("--fee", 0, 200),
    )
    .option(
      "--screened <percent>",
      "of those who agree, let go by screening and paid for 2 minutes",
      numberOption("--screened", 0, 99),
    )
    .option(
      "--leaving <percent>",
      "of those who begin the pairs, leaving before the end, unpaid",
      numberOption("--leaving", 0, 99),
    )
    .addHelpText(
      "before",
      examples(
        "npx pairlab study design demo --verify",
        "npx pairlab study design exports/demo --verify",
      ),
    )
    .action(async (id: string, { verify, out, forms, ...given }: Options) => {
      const found = context();
      const design = await designOf(found, id, { verify: verify ?? false, out, forms });
      const { margins, difference } = design;
      const forecast = studyForecast(design, assumptionsOf(given));
      const lines = [
        `study ${id}: ${design.forms} forms of ${design.trialsPerForm} trials, design ${design.sha256}`,
        ...margins.map(marginLine),
        ...forecastLines(forecast),
        ...(verify ? [verdict(design)] : []),
      ];
      found.terminal.result(lines.join("\n"), { study: id, ...design, forecast });
      found.terminal.say(costLine());
      if (verify && (difference !== undefined || !marginsHold(margins))) process.exitCode = 1;
    });
};

/** Percents as shares; what wasn't given stays away. */
function assumptionsOf({
  fee,
  screened,
  leaving,
  ...rest
}: Omit<Options, "verify" | "out" | "forms">): ForecastAssumptions {
  return {
    ...rest,
    ...(fee === undefined ? {} : { feeShare: fee / 100 }),
    ...(screened === undefined ? {} : { screenedShare: screened / 100 }),
    ...(leaving === undefined ? {} : { leavingShare: leaving / 100 }),
  };
}

interface Source {
  verify: boolean;
  out: string | undefined;
  forms: string | undefined;
}

/** The design of a study in the database, of documents that aren't in it, or of files that somebody gave. */
async function designOf(
  context: CommandContext,
  study: string,
  { verify, out, forms }: Source,
): Promise<StudyDesign> {
  if (study.endsWith(".json")) {
    if (forms === undefined) return documentDesign(context, path.resolve(study), out);
    return auditForms(context, path.resolve(study), path.resolve(forms));
  }
  if (forms !== undefined)
    throw new KnownError("input", "invalid --forms: only with a study.json", {
      hint: `npx pairlab study design ${study} --verify looks at the study's own forms`,
    });
  if (out !== undefined)
    throw new KnownError("input", "invalid --out: only for a study.json", {
      hint: `npx pairlab study export ${study} --out <folder> writes a study's design`,
    });
  if (existsSync(path.resolve(study, "design.json")))
    return auditFolder(context, path.resolve(study));
  if (!study.includes(path.sep)) return readStudyDesign(context, study, verify);
  throw new KnownError("missing", `missing file: ${path.join(study, "design.json")}`, {
    hint: "name a study, its study.json, or a folder that npx pairlab study export has written",
  });
}

function verdict({ compared, difference, margins }: StudyDesign): string {
  if (difference !== undefined) return difference;
  if (compared) return "verified: the plan compiles to the same bytes";
  return marginsHold(margins)
    ? "recounted: every margin is kept; there are no other forms to compare with: --forms <file> names them"
    : "recounted: margins are broken";
}

/** What the command itself took so far. */
const costLine = (): string =>
  `took   ${performance.now() < 1000 ? "under a second" : `${(performance.now() / 1000).toFixed(1)} s`}, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB of memory at most`;

function marginLine({ name, worst, allowed, advisory }: Margin): string {
  const verdict = worst <= allowed ? "kept" : "BROKEN";
  return `  ${name.padEnd(55)} ${worst} of ${allowed}  ${advisory && worst > allowed ? "not promised" : verdict}`;
}
