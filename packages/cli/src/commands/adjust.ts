import { Adjusted } from "@pairlab/domain/adjusted";
import { adjustments, adjustPValues } from "@pairlab/metrics/multiplicity/adjust-p-values";
import { readPValuesCsv } from "@pairlab/metrics/multiplicity/read-p-values-csv";
import { examples } from "../examples.ts";
import { oneOf } from "../one-of.ts";
import { readText } from "../read-text.ts";
import type { Configure } from "./table.ts";

/** `pairlab adjust`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<p.csv>", "a table with a column p")
    .requiredOption("--method <name>", adjustments.join(", "), oneOf("--method", adjustments))
    .addHelpText(
      "before",
      examples(
        "npx pairlab adjust p.csv --method holm",
        "npx pairlab adjust p.csv --method bh --json",
      ),
    )
    .action((file: string, { method }: { method: (typeof adjustments)[number] }) => {
      const adjusted = adjustPValues(readPValuesCsv(readText(file), file), method);
      context().terminal.result(adjusted.join("\n"), Adjusted.parse({ adjusted }));
    });
};
