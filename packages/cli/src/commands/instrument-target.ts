import { TargetDistances } from "@pairlab/domain/instrument";
import { readTargetCsv } from "@pairlab/metrics/instruments/read-instrument-csv";
import { targetDistances } from "@pairlab/metrics/instruments/target-distances";
import { examples } from "../examples.ts";
import { readText } from "../read-text.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

/** `pairlab instrument target`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<counts.csv>", "columns category, count, target: the share that was aimed at")
    .option("--draws <n>", "draws of chance", wholeNumber("--draws", 100, 1_000_000), 10_000)
    .option("--seed <n>", "seed of the draws", wholeNumber("--seed", 0), 0)
    .addHelpText(
      "before",
      examples(
        "npx pairlab instrument target counts.csv",
        "npx pairlab instrument target counts.csv --draws 100000 --seed 1 --json",
      ),
    )
    .action((file: string, options: { draws: number; seed: number }) => {
      const { counts, target } = readTargetCsv(readText(file), file);
      const found = targetDistances(counts, target, options);
      const lines = found.distances.map(({ name, found: distance }) =>
        distance.status === "ok"
          ? `${name}: ${distance.value.seen.toFixed(4)}; chance alone ${distance.value.nullMean.toFixed(4)}, excess ${distance.value.excess.toFixed(4)}, p ${distance.value.p.toPrecision(3)}`
          : `${name}: ${distance.status}, ${distance.reason}`,
      );
      context().terminal.result(
        [`${found.n} cases in ${found.categories} categories`, ...lines].join("\n"),
        TargetDistances.parse(found),
      );
    });
};
