import { Proportion } from "@pairlab/domain/proportion";
import { proportionOf } from "@pairlab/metrics/proportions/proportion-of";
import { atMost } from "../at-most.ts";
import { examples } from "../examples.ts";
import { mostCounted } from "../most-counted.ts";
import { numberBetween } from "../number-between.ts";
import { proportionLines } from "../proportion-lines.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

interface Options {
  wins: number;
  votes: number;
  p0: number;
  level: number;
}

/** `pairlab proportion one`. */
export const configure: Configure = (command, context) => {
  command
    .requiredOption("--wins <k>", "votes for the one", wholeNumber("--wins", 0, mostCounted))
    .requiredOption("--votes <n>", "all votes", wholeNumber("--votes", 0, mostCounted))
    .option("--p0 <share>", "the share to test", numberBetween("--p0", 0, 1), 0.5)
    .option("--level <share>", "confidence level", numberBetween("--level", 0, 1), 0.95)
    .addHelpText(
      "before",
      examples(
        "npx pairlab proportion one --wins 60 --votes 100",
        "npx pairlab proportion one --wins 682 --votes 925 --p0 0.75 --json",
      ),
    )
    .action(({ wins, votes, p0, level }: Options) => {
      atMost(wins, votes, "--wins");
      const found = proportionOf(wins, votes, { p0, level });
      context().terminal.result(proportionLines(found).join("\n"), Proportion.parse(found));
    });
};
