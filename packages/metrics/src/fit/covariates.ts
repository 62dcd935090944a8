import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import { outcomes, type VoteTable } from "../votes/vote-table.ts";
import type { PairCells, TieRule } from "./pair-cells.ts";

/** What may have moved votes beside strengths: one column, or one of each side whose difference counts. */
export interface CovariateRequest {
  name: string;
  columns: readonly string[];
}

/** A covariate of each vote, divided by its root mean square. */
export interface Covariate {
  name: string;
  /** The root mean square, in the file's unit: what an effect of 1 stands for. */
  scale: number;
  /** From the left's side: the opposite once sides are swapped. */
  values: Float64Array;
}

/** More than these are no question a study asks; the matrix grows with them. */
export const mostCovariates = 16;

/**
 * Covariates of a table's votes by its `extras`.
 *
 * Values aren't centred: a difference of nothing is no advantage, and swapping sides changes the sign.
 *
 * Throws: KnownError (input) for a value that isn't a number.
 */
export const covariatesOf = (
  table: VoteTable,
  requests: readonly CovariateRequest[],
): Covariate[] =>
  requests.map(({ name, columns }) => {
    const [left, right] = columns.map((column) => numbersOf(table, column));
    if (left === undefined) throw new RangeError(`covariatesOf: ${name} has no column`);
    const values = right === undefined ? left : left.map((value, v) => value - at(right, v));
    const squares = values.reduce((sum, value) => sum + value * value, 0);
    const scale = Math.sqrt(squares / Math.max(1, values.length));
    return { name, scale, values: scale > 0 ? values.map((value) => value / scale) : values };
  });

function numbersOf({ extras }: VoteTable, column: string): Float64Array {
  const found = extras?.find(({ name }) => name === column);
  if (found === undefined) throw new RangeError(`covariatesOf: ${column} wasn't read`);
  const numbers = found.ids.map((text) => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (Number.isFinite(value)) return value;
    throw new KnownError("input", `invalid ${column}: ${text} is no number`, {
      hint: "a covariate is a number in every row",
    });
  });
  return Float64Array.from(found.of, (id) => at(numbers, id));
}

/**
 * Counts by pair, side and covariates: votes that agree in all of them share a cell, so that covariates of few
 * values cost what pairs cost.
 */
export function covariateCells(
  table: VoteTable,
  covariates: readonly Covariate[],
  ties: TieRule,
): PairCells {
  const { votes, counts } = distinctVotes(table, covariates, ties);
  const [wins, losses, even] = counts.map((column) => Float64Array.from(column));
  const none = new Float64Array(votes.length);
  return {
    items: table.items.length,
    first: Uint16Array.from(votes, (v) => at(table.first, v)),
    second: Uint16Array.from(votes, (v) => at(table.second, v)),
    wins: wins ?? none,
    losses: losses ?? none,
    ties: even ?? none,
    columns: covariates.map(({ values }) => Float64Array.from(votes, (v) => at(values, v))),
  };
}

/** The first vote of each cell, and the weight of each outcome in it. */
function distinctVotes(table: VoteTable, covariates: readonly Covariate[], ties: TieRule) {
  const places = new Map<string, number>();
  const votes: number[] = [];
  const counts: [number[], number[], number[]] = [[], [], []];
  const placeOf = (v: number): number => {
    const xs = covariates.map(({ values }) => values[v]).join(" ");
    const key = `${table.first[v]} ${table.second[v]} ${xs}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, votes.length);
    for (const column of counts) column.push(0);
    return votes.push(v) - 1;
  };
  for (let v = 0; v < table.first.length; v += 1) {
    const outcome = Math.min(at(table.outcome, v), outcomes.tie);
    if (ties === "drop" && outcome === outcomes.tie) continue;
    const place = placeOf(v);
    const column = at(counts, outcome);
    column[place] = at(column, place) + (table.weight?.[v] ?? 1);
  }
  return { votes, counts };
}
