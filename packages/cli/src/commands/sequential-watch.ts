import { KnownError } from "@pairlab/domain/errors";
import { SequentialWatch } from "@pairlab/domain/stopping";
import { watchedPairs } from "@pairlab/metrics/sequential/watched-pairs";
import { columnOption } from "../column-option.ts";
import { evidenceLine } from "../evidence-line.ts";
import { examples } from "../examples.ts";
import { numberBetween } from "../number-between.ts";
import { type RatioOptions, ratioPlan } from "../ratio-plan.ts";
import { columnNames, questionVotes, readVotesFile } from "../read-votes-file.ts";
import type { Configure } from "./table.ts";

interface Options extends Omit<RatioOptions, "p0" | "p1"> {
  question?: string;
  level: number;
  target?: number;
  p1?: number;
  column: string[];
}

/** `pairlab sequential watch`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<votes>", "CSV, JSONL or Parquet, votes in the order they were given")
    .option("--question <id>", "which question's votes, when the file has several")
    .option("--level <share>", "confidence level", numberBetween("--level", 0, 1), 0.95)
    .option(
      "--target <half-width>",
      "forecast votes until the interval is as narrow",
      numberBetween("--target", 0, 0.5),
    )
    .option("--p1 <share>", "also Wald's test of this against 0.5", numberBetween("--p1", 0, 1))
    .option("--alpha <p>", "of Wald's test", numberBetween("--alpha", 0, 1), 0.05)
    .option("--beta <p>", "of Wald's test", numberBetween("--beta", 0, 1), 0.2)
    .addOption(columnOption())
    .addHelpText(
      "before",
      examples(
        "npx pairlab sequential watch votes.csv",
        "npx pairlab sequential watch votes.csv --p1 0.6 --target 0.05 --json",
      ),
    )
    .action(async (file: string, options: Options) => {
      const { question, level, target, p1, alpha, beta } = options;
      const all = await readVotesFile(file, columnNames(options.column));
      const table = questionVotes(all, question, "give --question");
      if (table.shape === "pairs" || table.weight !== undefined)
        throw new KnownError("input", "invalid votes: counts or weights have no order in time", {
          hint: "give the votes themselves, or npx pairlab sequential evidence",
        });
      const found = watchedPairs(table, {
        level,
        mixture: { a: 0.5, b: 0.5 },
        halfWidth: target,
        ratio: p1 === undefined ? undefined : ratioPlan({ p0: 0.5, p1, alpha, beta }),
      });
      context().terminal.result(watchLines(found).join("\n"), SequentialWatch.parse(found));
    });
};

const watchLines = ({ pairs, notes }: SequentialWatch): string[] => [
  ...pairs.flatMap(({ a, b, raters, votes, ratio }) => [
    `${a} over ${b}`,
    raters.status === "ok"
      ? `  raters: mean ${(100 * raters.value.mean).toFixed(1)} % of ${raters.value.n} raters; at any time ${(100 * raters.value.lower).toFixed(1)} to ${(100 * raters.value.upper).toFixed(1)} %`
      : `  raters: ${raters.status}, ${raters.reason}`,
    `  votes as independent: ${evidenceLine(votes)}`,
    ...(ratio === undefined ? [] : [`  Wald's test: ${ratioText(ratio)}`]),
  ]),
  ...notes.map(({ text }) => `note: ${text}`),
];

function ratioText(ratio: NonNullable<SequentialWatch["pairs"][number]["ratio"]>): string {
  if (ratio.status !== "ok") return `${ratio.status}, ${ratio.reason}`;
  const { decision, votes } = ratio.value;
  return decision === "continue" ? `go on, ${votes} votes` : `${decision} after ${votes} votes`;
}
