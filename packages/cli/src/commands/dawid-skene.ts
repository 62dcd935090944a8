import { LatentClasses } from "@pairlab/domain/latent-classes";
import { readRatingsCsv } from "@pairlab/metrics/agreement/read-ratings-csv";
import { latentClasses } from "@pairlab/metrics/raters/latent-classes";
import { examples } from "../examples.ts";
import { latentClassLines } from "../latent-class-lines.ts";
import { readText } from "../read-text.ts";
import type { Configure } from "./table.ts";

/** `pairlab dawid-skene`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<ratings.csv>", "columns item, rater, label; a rater may rate an item again")
    .addHelpText(
      "before",
      examples("npx pairlab dawid-skene ratings.csv", "npx pairlab dawid-skene ratings.csv --json"),
    )
    .action((file: string) => {
      const found = latentClasses(readRatingsCsv(readText(file), file, "allowed"));
      context().terminal.result(latentClassLines(found).join("\n"), LatentClasses.parse(found));
    });
};
