import { PairedProportions } from "@pairlab/domain/proportion";
import {
  type PairedAnswers,
  pairedProportions,
} from "@pairlab/metrics/proportions/compared-proportions";
import { examples } from "../examples.ts";
import { mostCounted } from "../most-counted.ts";
import { numberBetween } from "../number-between.ts";
import { pairedLines } from "../proportion-lines.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

/** `pairlab proportion paired`. */
export const configure: Configure = (command, context) => {
  command
    .requiredOption("--both <n>", "yes both times", wholeNumber("--both", 0, mostCounted))
    .requiredOption(
      "--first <n>",
      "yes the first time only",
      wholeNumber("--first", 0, mostCounted),
    )
    .requiredOption(
      "--second <n>",
      "yes the second time only",
      wholeNumber("--second", 0, mostCounted),
    )
    .requiredOption("--neither <n>", "yes neither time", wholeNumber("--neither", 0, mostCounted))
    .option("--level <share>", "confidence level", numberBetween("--level", 0, 1), 0.95)
    .addHelpText(
      "before",
      examples(
        "npx pairlab proportion paired --both 794 --first 86 --second 150 --neither 570",
        "npx pairlab proportion paired --both 36 --first 12 --second 2 --neither 0 --json",
      ),
    )
    .action(({ level, ...answers }: PairedAnswers & { level: number }) => {
      const found = pairedProportions(answers, level);
      context().terminal.result(pairedLines(found).join("\n"), PairedProportions.parse(found));
    });
};
