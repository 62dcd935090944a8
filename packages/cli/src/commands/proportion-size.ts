import { KnownError } from "@pairlab/domain/errors";
import { ProportionSize } from "@pairlab/domain/proportion";
import { proportionSize } from "@pairlab/metrics/power/proportion-size";
import { examples } from "../examples.ts";
import { numberBetween } from "../number-between.ts";
import { numberOption } from "../number-option.ts";
import { sizeLines } from "../proportion-lines.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

interface Options {
  p1: number;
  p0: number;
  alpha: number;
  power: number;
  votes?: number;
  perCluster?: number;
  icc?: number;
}

/** `pairlab proportion size`. */
export const configure: Configure = (command, context) => {
  command
    .requiredOption("--p1 <share>", "the share that is true", numberBetween("--p1", 0, 1))
    .option("--p0 <share>", "the share to tell it from", numberBetween("--p0", 0, 1), 0.5)
    .option("--alpha <p>", "two-sided error", numberBetween("--alpha", 0, 1), 0.05)
    .option("--power <p>", "chance to find the difference", numberBetween("--power", 0, 1), 0.8)
    .option("--votes <n>", "say what so many votes find", wholeNumber("--votes", 1, 100_000))
    .option("--per-cluster <m>", "votes a cluster", numberOption("--per-cluster", 1, 1e9))
    .option("--icc <r>", "their intraclass correlation", numberOption("--icc", 0, 1))
    .addHelpText(
      "before",
      examples(
        "npx pairlab proportion size --p1 0.6",
        "npx pairlab proportion size --p1 0.55 --power 0.9 --per-cluster 20 --icc 0.05 --json",
      ),
    )
    .action(({ votes, perCluster, icc, ...plan }: Options) => {
      checkPlan(plan, perCluster, icc);
      const clusters =
        perCluster === undefined || icc === undefined ? undefined : { perCluster, icc };
      const found = proportionSize(plan, { votes, clusters });
      context().terminal.result(sizeLines(found).join("\n"), ProportionSize.parse(found));
    });
};

function checkPlan(
  { p1, p0 }: Pick<Options, "p1" | "p0">,
  perCluster: number | undefined,
  icc: number | undefined,
): void {
  if (p1 === p0)
    throw new KnownError("input", `invalid --p1: ${p1} is --p0 too`, {
      hint: "no number of votes tells a share from itself",
    });
  if ((perCluster === undefined) !== (icc === undefined))
    throw new KnownError("input", "missing --per-cluster or --icc", { hint: "give both" });
}
