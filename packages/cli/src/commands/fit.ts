import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import { FitDocument, FitsByQuestion } from "@pairlab/domain/fit-document";
import type { CovariateRequest } from "@pairlab/metrics/fit/covariates";
import type { FitRequest } from "@pairlab/metrics/fit/fit-request";
import { fitVotes } from "@pairlab/metrics/fit/fit-votes";
import type { VoteTable } from "@pairlab/metrics/votes/vote-table";
import { addErrorOptions } from "../add-error-options.ts";
import { columnOption } from "../column-option.ts";
import { covariateWord } from "../covariate-word.ts";
import { examples } from "../examples.ts";
import { fitLines } from "../fit-lines.ts";
import { numberBetween } from "../number-between.ts";
import { oneOf } from "../one-of.ts";
import { columnNames, questionTables, questionVotes, readVotesFile } from "../read-votes-file.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

interface Options {
  model: FitRequest["model"];
  question?: string;
  by?: "question";
  ties?: "half" | "drop";
  positionEffect: boolean;
  reference?: string;
  se?: FitRequest["se"];
  seCorrection: FitRequest["correction"];
  bootstrap?: number;
  cluster?: FitRequest["cluster"];
  level: number;
  orders?: number;
  k?: number;
  seed: number;
  column: string[];
  seFloor: boolean;
  regularise?: FitRequest["regularise"];
  amount?: number;
  covariate: CovariateRequest[];
  link?: "logit" | "probit";
}

const models = ["bt", "davidson", "rao-kupper", "elo", "crowd-bt"] as const;
const pairModels: readonly string[] = ["bt", "davidson", "rao-kupper"];

/** `pairlab fit`. */
export const configure: Configure = (command, context) => {
  addErrorOptions(command)
    .argument("<votes>", "CSV, JSONL or Parquet; - reads CSV from standard input")
    .requiredOption("--model <name>", models.join(", "), oneOf("--model", models))
    .option("--question <id>", "which question's votes, when the file has several")
    .option("--by <what>", "question: a fit of each question", oneOf("--by", ["question"]))
    .option("--ties <rule>", "half: half a win for both; drop: left out", oneOf("--ties", tieRules))
    .option("--link <name>", "bt: logit, or probit: Thurstone's Case V", oneOf("--link", links))
    .option("--position-effect", "fit what being on the left adds", false)
    .option(
      "--covariate <column>",
      "fit what a column adds for the left, or the difference of two: x_left,x_right; may be repeated",
      covariateWord,
      [],
    )
    .option("--reference <id>", "strengths relative to this item; default: mean 0")
    .option("--level <share>", "confidence level", numberBetween("--level", 0, 1), 0.95)
    .option(
      "--orders <n>",
      "elo: random orders; 0: the file's",
      wholeNumber("--orders", 0, 10_000_000),
    )
    .option("--k <points>", "elo: the most one game moves", numberBetween("--k", 0, 1000))
    .option("--seed <n>", "seed of everything random", wholeNumber("--seed", 0), 0)
    .addOption(columnOption())
    .addHelpText(
      "before",
      examples(
        "npx pairlab fit votes.csv --model bt --ties half",
        "npx pairlab fit votes.csv --model davidson --covariate sharp_left,sharp_right --json",
      ),
    )
    .action(async (file: string, options: Options) => {
      checkOptions(options);
      const extras = [...new Set(options.covariate.flatMap(({ columns }) => columns))];
      const table = await readVotesFile(file, columnNames(options.column), extras);
      const found = tablesOf(table, options).map(({ question, votes }) => ({
        question,
        fit: FitDocument.parse(fitVotes(votes, requestOf(options))),
      }));
      const lines = found.flatMap(({ question, fit }) =>
        options.by === undefined ? fitLines(fit) : [question ?? "", ...fitLines(fit), ""],
      );
      const document =
        options.by === undefined ? at(found, 0).fit : FitsByQuestion.parse({ questions: found });
      context().terminal.result(lines.join("\n"), document);
    });
};

function tablesOf(table: VoteTable, { question, by }: Options) {
  if (by === undefined) {
    const votes = questionVotes(table, question, "give --question or --by question");
    return [{ question: question ?? null, votes }];
  }
  return questionTables(table, question);
}

const links = ["logit", "probit"] as const;
const tieRules = ["half", "drop"] as const;
const requestOf = (options: Options): FitRequest => ({
  model: options.model,
  ties: options.ties,
  position: options.positionEffect,
  reference: options.reference,
  se: options.se,
  correction: options.seCorrection,
  bootstrap: options.bootstrap,
  cluster: options.cluster,
  level: options.level,
  seed: options.seed,
  orders: options.orders ?? 1000,
  k: options.k ?? 1,
  regularise: options.regularise,
  amount: options.amount,
  unfloored: options.seFloor ? undefined : true,
  link: options.link,
  covariates: options.covariate.length === 0 ? undefined : options.covariate,
});

/** What a penalised fit has no room for. */
const penalised = ({ regularise, positionEffect, se, bootstrap }: Options): [string, boolean][] => {
  const set = regularise !== undefined;
  return [
    ["--position-effect", set && positionEffect],
    ["--se", set && se !== undefined && se !== "model"],
    ["--bootstrap", set && bootstrap !== undefined],
  ];
};

/** What a fit with covariates, or by another link, has no room for. */
function extended(
  { covariate, regularise, bootstrap, link, model }: Options,
  pair: boolean,
): [string, boolean][] {
  const some = covariate.length > 0;
  return [
    ["--link", link === "probit" && (model !== "bt" || regularise !== undefined)],
    ["--covariate", some && (!pair || regularise !== undefined)],
    ["--bootstrap", some && bootstrap !== undefined],
  ];
}

/** Options that would do nothing are refused, so that nobody believes they did. */
function checkOptions(options: Options): void {
  const found = idleOptions(options).find(([, set]) => set)?.[0];
  if (found === undefined) return;
  const { model, regularise } = options;
  throw new KnownError("input", `invalid ${found}: it does nothing here`, {
    hint:
      found === "--cluster"
        ? "it says what --bootstrap draws again"
        : `leave it out with --model ${model}${regularise === undefined ? "" : " --regularise"}`,
  });
}

function idleOptions(options: Options): [string, boolean][] {
  const { model, bootstrap } = options;
  const pair = pairModels.includes(model);
  const elo = model === "elo";
  return [
    ["--ties", options.ties !== undefined && pair && model !== "bt"],
    ["--position-effect", options.positionEffect && !pair],
    ["--reference", options.reference !== undefined && !pair],
    ["--se", options.se !== undefined && !pair],
    ["--bootstrap", bootstrap !== undefined && model === "crowd-bt"],
    ["--cluster", options.cluster !== undefined && bootstrap === undefined],
    ["--orders", options.orders !== undefined && !elo],
    ["--k", options.k !== undefined && !elo],
    ["--regularise", options.regularise !== undefined && model !== "bt"],
    ["--amount", options.amount !== undefined && ["firth", undefined].includes(options.regularise)],
    ["--no-se-floor", !options.seFloor && options.se !== "two-way"],
    ...penalised(options),
    ...extended(options, pair),
  ];
}
