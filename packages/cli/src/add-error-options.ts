import { regularisations } from "@pairlab/metrics/fit/regularised-fit";
import { errorCorrections, errorKinds } from "@pairlab/metrics/fit/standard-errors";
import type { Command } from "commander";
import { numberBetween } from "./number-between.ts";
import { oneOf } from "./one-of.ts";
import { wholeNumber } from "./whole-number.ts";

const clusters = ["rater", "prompt", "two-way"] as const;

/** The options of `pairlab fit` that say how sure to be: errors, bootstrap and penalties. */
export const addErrorOptions = (command: Command): Command =>
  command
    .option("--se <kind>", errorKinds.join(", "), oneOf("--se", errorKinds))
    .option(
      "--se-correction <name>",
      `small-sample correction of clustered errors: ${errorCorrections.join(", ")}`,
      oneOf("--se-correction", errorCorrections),
      "cr1g",
    )
    .option("--no-se-floor", "two-way errors as they come, also below those of independent votes")
    .option("--bootstrap <n>", "replicates for intervals", wholeNumber("--bootstrap", 2, 1_000_000))
    .option("--cluster <kind>", clusters.join(", "), oneOf("--cluster", clusters))
    .option(
      "--regularise <kind>",
      `bt: finite strengths by a penalty: ${regularisations.join(", ")}`,
      oneOf("--regularise", regularisations),
    )
    .option(
      "--amount <x>",
      "of the penalty: wins and losses of ghost and pseudo-pair (0.5), lambda of ridge (1)",
      numberBetween("--amount", 0, 1e6),
    );
