import { Adjusted } from "@pairlab/domain/adjusted";
import { KnownError } from "@pairlab/domain/errors";
import { adjustments, adjustPValues } from "@pairlab/metrics/multiplicity/adjust-p-values";
import { readPValuesCsv } from "@pairlab/metrics/multiplicity/read-p-values-csv";
import { examples } from "../examples.ts";
import { oneOf } from "../one-of.ts";
import { readText } from "../read-text.ts";
import type { Configure } from "./table.ts";

/** About a second of work. */
const mostHommel = 20_000;

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
      const pValues = readPValuesCsv(readText(file), file);
      if (method === "hommel" && pValues.length > mostHommel)
        throw new KnownError("input", `invalid table: ${pValues.length} p-values for hommel`, {
          hint: `its cost is quadratic: at most ${mostHommel}; hochberg comes close`,
        });
      const adjusted = adjustPValues(pValues, method);
      context().terminal.result(adjusted.join("\n"), Adjusted.parse({ adjusted }));
    });
};
