import { Agreement } from "@pairlab/domain/agreement";
import { agreementOf } from "@pairlab/metrics/agreement/agreement-of";
import { readRatingsCsv } from "@pairlab/metrics/agreement/read-ratings-csv";
import { agreementLines } from "../agreement-lines.ts";
import { examples } from "../examples.ts";
import { numberBetween } from "../number-between.ts";
import { readText } from "../read-text.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

interface Options {
  order?: string;
  bootstrap: number;
  seed: number;
  level: number;
}

/** `pairlab agreement`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<ratings.csv>", "columns item, rater, label; an empty label is a missing rating")
    .option("--order <labels>", "labels from least to most, by commas, when they aren't numbers")
    .option("--bootstrap <n>", "replicates", wholeNumber("--bootstrap", 100, 1_000_000), 2000)
    .option("--seed <n>", "seed of the replicates", wholeNumber("--seed", 0), 0)
    .option("--level <share>", "confidence level", numberBetween("--level", 0, 1), 0.95)
    .addHelpText(
      "before",
      examples(
        "npx pairlab agreement ratings.csv",
        "npx pairlab agreement ratings.csv --order a,tie,b --json",
      ),
    )
    .action((file: string, { order, ...options }: Options) => {
      const ratings = readRatingsCsv(readText(file), file);
      const labels = order?.split(",").map((label) => label.trim());
      const found = agreementOf(ratings, {
        ...options,
        ...(labels === undefined ? {} : { order: labels }),
      });
      context().terminal.result(agreementLines(found).join("\n"), Agreement.parse(found));
    });
};
