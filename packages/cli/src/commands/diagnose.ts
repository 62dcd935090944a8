import { Diagnosis } from "@pairlab/domain/diagnosis";
import { columnOption } from "../column-option.ts";
import { diagnoseVotes } from "../diagnose-votes.ts";
import { diagnosisLines } from "../diagnosis-lines.ts";
import { examples } from "../examples.ts";
import { numberBetween } from "../number-between.ts";
import { columnNames } from "../read-votes-file.ts";
import type { Configure } from "./table.ts";

/** `pairlab diagnose`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<votes>", "CSV, JSONL or Parquet; a study's own votes.csv says most")
    .option("--level <share>", "confidence level", numberBetween("--level", 0, 1), 0.95)
    .addOption(columnOption())
    .addHelpText(
      "before",
      examples(
        "npx pairlab diagnose exports/demo/votes.csv",
        "npx pairlab diagnose votes.csv --json",
      ),
    )
    .action(async (file: string, { level, column }: { level: number; column: string[] }) => {
      const found = await diagnoseVotes(file, columnNames(column), level);
      context().terminal.result(diagnosisLines(found).join("\n"), Diagnosis.parse(found));
    });
};
