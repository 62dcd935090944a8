import { KnownError } from "@pairlab/domain/errors";
import { Evidence } from "@pairlab/domain/stopping";
import { evidence } from "@pairlab/metrics/sequential/evidence";
import { evidenceLine } from "../evidence-line.ts";
import { examples } from "../examples.ts";
import { numberBetween } from "../number-between.ts";
import { numberOption } from "../number-option.ts";
import type { Configure } from "./table.ts";

interface Options {
  wins: number;
  votes: number;
  p0: number;
  level: number;
  priorA: number;
  priorB: number;
  target?: number;
}

const most = 1e12;

/** `pairlab sequential evidence`. */
export const configure: Configure = (command, context) => {
  command
    .requiredOption("--wins <k>", "votes for the one", numberOption("--wins", 0, most))
    .requiredOption("--votes <n>", "all votes", numberOption("--votes", 0, most))
    .option("--p0 <share>", "the share to test", numberBetween("--p0", 0, 1), 0.5)
    .option("--level <share>", "confidence level", numberBetween("--level", 0, 1), 0.95)
    .option("--prior-a <a>", "of the beta mixture", numberBetween("--prior-a", 0, 1e6), 0.5)
    .option("--prior-b <b>", "of the beta mixture", numberBetween("--prior-b", 0, 1e6), 0.5)
    .option(
      "--target <half-width>",
      "forecast votes until the interval is as narrow",
      numberBetween("--target", 0, 0.5),
    )
    .addHelpText(
      "before",
      examples(
        "npx pairlab sequential evidence --wins 60 --votes 100",
        "npx pairlab sequential evidence --wins 60 --votes 100 --target 0.05 --json",
      ),
    )
    .action(({ wins, votes, p0, level, priorA, priorB, target }: Options) => {
      if (wins > votes)
        throw new KnownError("input", `invalid --wins: ${wins} of ${votes} votes`, {
          hint: "wins are at most as many as votes",
        });
      const found = evidence(wins, votes, {
        p0,
        level,
        mixture: { a: priorA, b: priorB },
        halfWidth: target,
      });
      const lines = [evidenceLine(found), ...found.notes.map(({ text }) => `note: ${text}`)];
      context().terminal.result(lines.join("\n"), Evidence.parse(found));
    });
};
