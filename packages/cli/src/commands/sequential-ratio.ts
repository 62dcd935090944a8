import { ProbabilityRatio } from "@pairlab/domain/stopping";
import { probabilityRatioBounds } from "@pairlab/metrics/sequential/probability-ratio-test";
import { examples } from "../examples.ts";
import { numberBetween } from "../number-between.ts";
import { type RatioOptions, ratioPlan } from "../ratio-plan.ts";
import type { Configure } from "./table.ts";

/** `pairlab sequential ratio`. */
export const configure: Configure = (command, context) => {
  command
    .option("--p0 <share>", "share to reject", numberBetween("--p0", 0, 1), 0.5)
    .requiredOption("--p1 <share>", "share to accept", numberBetween("--p1", 0, 1))
    .option("--alpha <p>", "chance to accept p1 wrongly", numberBetween("--alpha", 0, 1), 0.05)
    .option("--beta <p>", "chance to accept p0 wrongly", numberBetween("--beta", 0, 1), 0.2)
    .addHelpText(
      "before",
      examples(
        "npx pairlab sequential ratio --p1 0.6",
        "npx pairlab sequential ratio --p0 0.5 --p1 0.55 --alpha 0.025 --beta 0.1 --json",
      ),
    )
    .action((options: RatioOptions & { p1: number }) => {
      const plan = ratioPlan(options);
      const bounds = probabilityRatioBounds(plan);
      const { upper, lower, stepWin, stepLoss } = bounds;
      context().terminal.result(
        [
          `stop for ${plan.p1} at a log ratio of ${upper.toFixed(4)}, for ${plan.p0} at ${lower.toFixed(4)}`,
          `a win adds ${stepWin.toFixed(4)}, a loss ${stepLoss.toFixed(4)}`,
          "note: votes are taken as independent",
        ].join("\n"),
        ProbabilityRatio.parse({ ...plan, ...bounds }),
      );
    });
};
