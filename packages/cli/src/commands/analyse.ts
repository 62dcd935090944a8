import path from "node:path";
import { analyseFiles } from "../analyse-files.ts";
import { analysisSource } from "../analysis-source.ts";
import { examples } from "../examples.ts";
import { documentText } from "../study-files.ts";
import { summaryLines } from "../summary-lines.ts";
import { writeWholeFile } from "../write-whole-file.ts";
import type { Configure } from "./table.ts";

/** `pairlab analyse`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of a study, or a folder that `study export` or `report` has written")
    .option("--out <file>", "where the summary goes; default: exports/<id>.summary.json")
    .addHelpText(
      "before",
      examples(
        "npx pairlab analyse demo-simulated",
        "npx pairlab analyse demo-simulated --out exports/summary.json --json",
      ),
    )
    .action(async (source: string, { out }: { out?: string }) => {
      const found = context();
      const summary = analyseFiles(await analysisSource(found, source));
      const { id } = summary.study;
      const file = path.resolve(out ?? path.join(found.folders.exports, `${id}.summary.json`));
      const status = writeWholeFile(file, documentText(summary));
      found.terminal.result(summaryLines(summary).join("\n"), summary);
      found.terminal.say(`${status === "same" ? "unchanged" : "wrote"}  ${file}`);
    });
};
