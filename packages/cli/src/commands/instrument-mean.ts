import { InstrumentMean } from "@pairlab/domain/instrument";
import { createRng } from "@pairlab/domain/random";
import { instrumentMean } from "@pairlab/metrics/instruments/instrument-mean";
import { readInstrumentCsv } from "@pairlab/metrics/instruments/read-instrument-csv";
import { examples } from "../examples.ts";
import { numberBetween } from "../number-between.ts";
import { readText } from "../read-text.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

interface Options {
  level: number;
  bootstrap: number;
  seed: number;
}

/** `pairlab instrument mean`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<cases.csv>", "columns output, label; an empty label is a case nobody labelled")
    .option("--level <share>", "confidence level", numberBetween("--level", 0, 1), 0.95)
    .option(
      "--bootstrap <n>",
      "replicates of the correction by errors",
      wholeNumber("--bootstrap", 100, 1_000_000),
      2000,
    )
    .option("--seed <n>", "seed of the replicates", wholeNumber("--seed", 0), 0)
    .addHelpText(
      "before",
      examples(
        "npx pairlab instrument mean cases.csv",
        "npx pairlab instrument mean cases.csv --level 0.9 --json",
      ),
    )
    .action((file: string, { level, bootstrap, seed }: Options) => {
      const found = instrumentMean(readInstrumentCsv(readText(file), file), {
        level,
        replicates: bootstrap,
        rng: createRng(seed, "corrected prevalence"),
      });
      context().terminal.result(meanLines(found).join("\n"), InstrumentMean.parse(found));
    });
};

interface Ends {
  value: number;
  lower: number;
  upper: number;
}

const endsText = ({ value, lower, upper }: Ends): string =>
  `${value.toFixed(4)} (${lower.toFixed(4)} to ${upper.toFixed(4)})`;

function meanLines({ outputs, labels, predictionPowered, corrected }: InstrumentMean): string[] {
  const lines = [`${outputs} cases without a label, ${labels} with one`];
  if (predictionPowered.status === "ok")
    lines.push(
      `corrected by labels: ${endsText(predictionPowered.value)}`,
      `labels alone: ${endsText(predictionPowered.value.labelsAlone)}`,
      ...predictionPowered.notes.map(({ text }) => `note: ${text}`),
    );
  else lines.push(`corrected by labels: ${predictionPowered.status}, ${predictionPowered.reason}`);
  if (corrected === undefined) return lines;
  const text =
    corrected.status === "ok"
      ? endsText(corrected.value)
      : `${corrected.status}, ${corrected.reason}`;
  return [...lines, `corrected by sensitivity and specificity: ${text}`];
}
