import { KnownError } from "@pairlab/domain/errors";
import { GroupSequentialBounds } from "@pairlab/domain/stopping";
import {
  type BoundaryShape,
  groupSequentialBoundaries,
} from "@pairlab/metrics/sequential/group-sequential";
import { examples } from "../examples.ts";
import { numberBetween } from "../number-between.ts";
import { oneOf } from "../one-of.ts";
import type { Configure } from "./table.ts";

interface Options {
  looks: number[];
  shape: BoundaryShape;
  alpha: number;
}

const shapes = ["obrien-fleming", "pocock", "spend-obrien-fleming", "spend-pocock"] as const;

/** `pairlab sequential bounds`. */
export const configure: Configure = (command, context) => {
  command
    .requiredOption("--looks <rates>", "information at each look, ascending, by commas", looksOf)
    .option("--shape <name>", shapes.join(", "), oneOf("--shape", shapes), "spend-obrien-fleming")
    .option("--alpha <p>", "one-sided error", numberBetween("--alpha", 0, 0.5), 0.025)
    .addHelpText(
      "before",
      examples(
        "npx pairlab sequential bounds --looks 0.25,0.5,0.75,1",
        "npx pairlab sequential bounds --looks 0.5,1 --shape pocock --json",
      ),
    )
    .action(({ looks: rates, shape, alpha }: Options) => {
      const looks = groupSequentialBoundaries(rates, shape, alpha);
      const lines = looks.map(
        ({ information, criticalZ, stageLevel, alphaSpent }) =>
          `at ${information} of the planned information: stop above z ${criticalZ.toFixed(4)} (one-sided p ${stageLevel.toPrecision(3)}); error spent ${alphaSpent.toPrecision(3)}`,
      );
      const remark =
        "information is the inverse of the clustered variance over the planned one, not a number of votes";
      context().terminal.result(
        [`${shape}, one-sided alpha ${alpha}`, ...lines, `note: ${remark}`].join("\n"),
        GroupSequentialBounds.parse({ shape, alpha, looks }),
      );
    });
};

function looksOf(text: string): number[] {
  const rates = text.split(",").map((word) => (word.trim() === "" ? Number.NaN : Number(word)));
  const ascending = rates.every(
    (rate, i) => Number.isFinite(rate) && rate > (i === 0 ? 0 : (rates[i - 1] ?? 0)),
  );
  if (ascending && rates.length <= 50) return rates;
  throw new KnownError("input", `invalid --looks: ${text}`, {
    hint: "up to 50 ascending numbers above 0, such as 0.5,0.75,1",
  });
}
