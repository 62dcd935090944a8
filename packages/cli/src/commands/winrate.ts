import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import { WinRateDocument } from "@pairlab/domain/win-rate-document";
import {
  type ShareCorrection,
  shareCorrections,
  shareKinds,
} from "@pairlab/metrics/shares/table-share";
import { probabilityColumn, type Weighting, weightings } from "@pairlab/metrics/shares/weighting";
import { type WinRateRequest, winRates } from "@pairlab/metrics/shares/win-rates";
import type { VoteTable } from "@pairlab/metrics/votes/vote-table";
import { columnOption } from "../column-option.ts";
import { examples } from "../examples.ts";
import { numberBetween } from "../number-between.ts";
import { oneOf } from "../one-of.ts";
import { columnNames, questionTables, questionVotes, readVotesFile } from "../read-votes-file.ts";
import { wholeNumber } from "../whole-number.ts";
import { winRateLines } from "../win-rate-lines.ts";
import type { Configure } from "./table.ts";

interface Options {
  question?: string;
  by?: "question";
  interval?: WinRateRequest["interval"];
  ties: "half" | "drop";
  weight?: Weighting;
  seCorrection?: ShareCorrection;
  cluster?: WinRateRequest["cluster"];
  bootstrap: number;
  level: number;
  seed: number;
  column: string[];
}

const intervals = [...shareKinds, "bootstrap", "bca", "studentised"] as const;
const resampling: readonly unknown[] = ["bootstrap", "bca", "studentised"];
const clusters = ["rater", "prompt", "two-way"] as const;
const tieRules = ["half", "drop"] as const;
/** `pairlab winrate`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<votes>", "CSV, JSONL or Parquet; - reads CSV from standard input")
    .option("--question <id>", "which question's votes, when the file has several")
    .option("--by <what>", "question: each question's rates", oneOf("--by", ["question"]))
    .option("--interval <kind>", intervals.join(", "), oneOf("--interval", intervals))
    .option(
      "--ties <rule>",
      "half: half a win for both; drop: left out",
      oneOf("--ties", tieRules),
      "half",
    )
    .option(
      "--se-correction <name>",
      `of clustered formulas: ${shareCorrections.join(", ")}; default: cr1g`,
      oneOf("--se-correction", shareCorrections),
    )
    .option(
      "--weight <what>",
      `what counts once: ${weightings.join(", ")} (by the column ${probabilityColumn})`,
      oneOf("--weight", weightings),
    )
    .option(
      "--cluster <kind>",
      `what is drawn again: ${clusters.join(", ")}`,
      oneOf("--cluster", clusters),
    )
    .option(
      "--bootstrap <n>",
      "replicates of a bootstrap",
      wholeNumber("--bootstrap", 20, 1_000_000),
      2000,
    )
    .option("--level <share>", "confidence level", numberBetween("--level", 0, 1), 0.95)
    .option("--seed <n>", "seed of the replicates", wholeNumber("--seed", 0), 0)
    .addOption(columnOption())
    .addHelpText(
      "before",
      examples(
        "npx pairlab winrate votes.csv",
        "npx pairlab winrate votes.csv --by question --interval bootstrap --json",
      ),
    )
    .action(async (file: string, options: Options) => {
      checkOptions(options);
      const extras = options.weight === "inverse-probability" ? [probabilityColumn] : [];
      const table = await readVotesFile(file, columnNames(options.column), extras);
      const request = {
        ...options,
        replicates: options.bootstrap,
        interval: options.interval,
        correction: options.seCorrection,
        cluster: options.cluster,
      };
      const found = tablesOf(table, options).map(({ question, votes }) =>
        winRates(votes, question, request),
      );
      const document = options.by === undefined ? at(found, 0) : { questions: found };
      context().terminal.result(
        found.flatMap(winRateLines).join("\n"),
        WinRateDocument.parse(document),
      );
    });
};

function tablesOf(table: VoteTable, { question, by }: Options) {
  if (by === undefined) {
    const votes = questionVotes(table, question, "give --question or --by question");
    return [{ question: question ?? table.questions?.ids[0] ?? null, votes }];
  }
  return questionTables(table, question);
}

function checkOptions({ cluster, interval, seCorrection, weight }: Options): void {
  const refuse = (message: string, hint: string): never => {
    throw new KnownError("input", message, { hint });
  };
  const drawn = resampling.includes(interval);
  if (seCorrection !== undefined && (interval === "wilson" || drawn))
    refuse("invalid --se-correction: it does nothing here", "it is of clustered formulas");
  if (weight !== undefined && drawn)
    refuse(`invalid --weight: not with --interval ${interval}`, "clustered formulas know weights");
  if (cluster !== undefined && !drawn)
    refuse(
      "invalid --cluster: it does nothing here",
      "it says what --interval bootstrap, bca or studentised draws again",
    );
}
