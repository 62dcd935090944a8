import { ProportionDifference } from "@pairlab/domain/proportion";
import { proportionDifference } from "@pairlab/metrics/proportions/compared-proportions";
import { atMost } from "../at-most.ts";
import { examples } from "../examples.ts";
import { mostCounted } from "../most-counted.ts";
import { numberBetween } from "../number-between.ts";
import { differenceLines } from "../proportion-lines.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

interface Options {
  winsA: number;
  votesA: number;
  winsB: number;
  votesB: number;
  level: number;
}

/** `pairlab proportion two`. */
export const configure: Configure = (command, context) => {
  command
    .requiredOption("--wins-a <k>", "wins of the first", wholeNumber("--wins-a", 0, mostCounted))
    .requiredOption("--votes-a <n>", "its votes", wholeNumber("--votes-a", 0, mostCounted))
    .requiredOption("--wins-b <k>", "wins of the second", wholeNumber("--wins-b", 0, mostCounted))
    .requiredOption("--votes-b <n>", "its votes", wholeNumber("--votes-b", 0, mostCounted))
    .option("--level <share>", "confidence level", numberBetween("--level", 0, 1), 0.95)
    .addHelpText(
      "before",
      examples(
        "npx pairlab proportion two --wins-a 56 --votes-a 70 --wins-b 48 --votes-b 80",
        "npx pairlab proportion two --wins-a 9 --votes-a 10 --wins-b 3 --votes-b 10 --json",
      ),
    )
    .action(({ winsA, votesA, winsB, votesB, level }: Options) => {
      atMost(winsA, votesA, "--wins-a");
      atMost(winsB, votesB, "--wins-b");
      const found = proportionDifference(
        { wins: winsA, votes: votesA },
        { wins: winsB, votes: votesB },
        level,
      );
      context().terminal.result(
        differenceLines(found).join("\n"),
        ProportionDifference.parse(found),
      );
    });
};
