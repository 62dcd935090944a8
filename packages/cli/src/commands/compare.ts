import { StudyComparison } from "@pairlab/domain/study-comparison";
import { type Adjustment, adjustments } from "@pairlab/metrics/multiplicity/adjust-p-values";
import { columnOption } from "../column-option.ts";
import { type CompareCluster, compareClusters, compareStudies } from "../compare-studies.ts";
import { comparisonLines } from "../comparison-lines.ts";
import { examples } from "../examples.ts";
import { numberBetween } from "../number-between.ts";
import { oneOf } from "../one-of.ts";
import { columnNames, questionVotes, readVotesFile } from "../read-votes-file.ts";
import type { Configure } from "./table.ts";

interface Options {
  question?: string;
  ties: "half" | "drop";
  cluster?: CompareCluster;
  method: Adjustment;
  margin?: number;
  level: number;
  column: string[];
}

const tieRules = ["half", "drop"] as const;
/** `pairlab compare`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<votes-a>", "CSV, JSONL or Parquet")
    .argument("<votes-b>", "the file to compare it with; raters and prompts pair by their names")
    .option("--question <id>", "this question only; default: all that both files ask")
    .option(
      "--ties <rule>",
      "half: half a win for both; drop: left out",
      oneOf("--ties", tieRules),
      "half",
    )
    .option("--cluster <kind>", compareClusters.join(", "), oneOf("--cluster", compareClusters))
    .option("--method <name>", adjustments.join(", "), oneOf("--method", adjustments), "holm")
    .option(
      "--margin <share>",
      "also test equivalence within ± this",
      numberBetween("--margin", 0, 1),
    )
    .option("--level <share>", "confidence level", numberBetween("--level", 0, 1), 0.95)
    .addOption(columnOption())
    .addHelpText(
      "before",
      examples(
        "npx pairlab compare first.csv second.csv",
        "npx pairlab compare first.csv second.csv --margin 0.05 --json",
      ),
    )
    .action(async (first: string, second: string, options: Options) => {
      const columns = columnNames(options.column);
      const read = async (file: string) => {
        const table = await readVotesFile(file, columns);
        const { question } = options;
        return question === undefined ? table : questionVotes(table, question, "give --question");
      };
      const { ties, method, level, cluster, margin } = options;
      const found = compareStudies(await read(first), await read(second), {
        ties,
        method,
        level,
        cluster,
        margin,
      });
      context().terminal.result(comparisonLines(found).join("\n"), StudyComparison.parse(found));
    });
};
