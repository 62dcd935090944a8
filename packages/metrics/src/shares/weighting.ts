import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import type { VoteTable } from "../votes/vote-table.ts";
import type { SidedVotes } from "./entry-lists.ts";

/**
 * What counts once: a vote, a prompt, a rater; or a vote as often as it stands for pairs that weren't chosen
 * (Hájek 1971).
 */
export const weightings = [
  "per-vote",
  "equal-per-prompt",
  "equal-per-rater",
  "inverse-probability",
] as const;
export type Weighting = (typeof weightings)[number];

/** The column with the probability that a vote's pair was chosen. */
export const probabilityColumn = "pair_prob";

/** What each vote of a side counts, on top of its own weight; infinite for a pair of probability 0. */
export type WeightsOfSide = (side: SidedVotes) => number[];

/**
 * The weights of a table's votes; undefined: every vote counts once.
 *
 * Throws: KnownError (input) for a column that the weighting needs and the table lacks, or no probability in it.
 */
export function weightsOfSides(table: VoteTable, weighting: Weighting): WeightsOfSide | undefined {
  switch (weighting) {
    case "per-vote":
      return undefined;
    case "equal-per-prompt":
      return inverseCounts(table, "prompt");
    case "equal-per-rater":
      return inverseCounts(table, "rater");
    case "inverse-probability": {
      const odds = probabilities(table);
      return ({ votes }) => votes.map((vote) => 1 / at(odds, vote));
    }
  }
}

function inverseCounts(table: VoteTable, kind: "prompt" | "rater"): WeightsOfSide {
  const column = kind === "prompt" ? table.prompts : table.raters;
  if (column === undefined)
    throw new KnownError("input", `missing column: ${kind}, for --weight equal-per-${kind}`, {
      hint: "--column names another column",
    });
  return ({ votes }) => {
    const counts = new Map<number, number>();
    const keys = votes.map((vote) => at(column.of, vote));
    keys.forEach((key, i) => {
      const own = table.weight === undefined ? 1 : at(table.weight, at(votes, i));
      counts.set(key, (counts.get(key) ?? 0) + own);
    });
    return keys.map((key) => 1 / (counts.get(key) || 1));
  };
}

function probabilities({ extras }: VoteTable): Float64Array {
  const column = extras?.find(({ name }) => name === probabilityColumn);
  if (column === undefined)
    throw new KnownError("input", `missing column: ${probabilityColumn}, for --weight`, {
      hint: "the chance with which each vote's pair was chosen",
    });
  const numbers = column.ids.map((text) => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (value >= 0 && value <= 1) return value;
    throw new KnownError("input", `invalid ${probabilityColumn}: ${text}`, {
      hint: "a probability is a number from 0 to 1",
    });
  });
  return Float64Array.from(column.of, (id) => at(numbers, id));
}
