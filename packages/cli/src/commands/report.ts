import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import type { Summary } from "@pairlab/domain/summary";
import { analyseFiles } from "../analyse-files.ts";
import { analysisSource } from "../analysis-source.ts";
import type { CommandContext } from "../command-context.ts";
import { examples } from "../examples.ts";
import { readSummary } from "../read-summary.ts";
import { checkReport } from "../report/check-report.ts";
import { writeReport } from "../report/write-report.ts";
import { documentSha256 } from "../sha256.ts";
import type { Configure } from "./table.ts";

interface Options {
  out?: string;
  check?: true;
}

/** `pairlab report`. */
export const configure: Configure = (command, context) => {
  command
    .argument(
      "<source>",
      "id of a study, a folder with its exported files, or a summary.json in such a folder",
    )
    .option("--out <folder>", "where the report goes; default: <date of last vote>-<study>")
    .option(
      "--check",
      "rebuild the report of a folder and compare; exit code 1 when a byte differs",
    )
    .addHelpText(
      "before",
      examples(
        "npx pairlab report demo-simulated",
        "npx pairlab report demo-simulated --out exports/report",
      ),
    )
    .action(async (source: string, { out, check }: Options) => {
      const found = context();
      if (check) await runCheck(found, source);
      else await runReport(found, source, out);
    });
};

async function runReport(context: CommandContext, source: string, out?: string): Promise<void> {
  const isSummary = source.endsWith(".json");
  const files = await analysisSource(context, isSummary ? folderOf(source) : source);
  const summary = analyseFiles(files);
  if (isSummary) expectSame(summary, readSummary(path.resolve(source)), source);
  const report = await writeReport(
    context,
    { summary, files },
    out === undefined ? undefined : path.resolve(out),
  );
  const shown = path.relative(process.cwd(), report.folder) || report.folder;
  const text = {
    written: `wrote ${shown}: ${report.files} files; open ${path.join(shown, "index.html")}`,
    suffixed: `wrote ${shown}: ${report.files} files, beside a report of the same day with other content`,
    same: `${shown} holds this report already: nothing to do`,
  }[report.status];
  context.terminal.result(text, { study: summary.study.id, ...report });
  for (const remark of report.remarks) context.terminal.say(remark);
  if (report.examples === 0)
    context.terminal.say("the run's pictures aren't at hand: the report shows no examples");
}

async function runCheck({ terminal }: CommandContext, source: string): Promise<void> {
  const folder = path.resolve(source.endsWith(".json") ? folderOf(source) : source);
  const checked = await checkReport(folder);
  const text =
    checked.status === "same"
      ? `same bytes: ${checked.files} files of ${source}`
      : `differs: ${checked.file}: ${checked.difference}`;
  terminal.result(text, { folder: source, ...checked });
  if (checked.status === "differs") process.exitCode = 1;
}

/** As a path that `analysisSource` never takes for a study's id. */
const folderOf = (file: string): string => `${path.dirname(file)}${path.sep}`;

/** A report never shows numbers that its own votes don't give. */
function expectSame(analysed: Summary, given: Summary, source: string): void {
  if (documentSha256(analysed) === documentSha256(given)) return;
  throw new KnownError("input", `mismatched ${source}: the votes beside it give other numbers`, {
    hint: "analyse them again: npx pairlab analyse <folder>",
  });
}
