import { KnownError } from "@pairlab/domain/errors";
import type { RowFields } from "./csv-row.ts";
import { findId, type IdTable, idTable } from "./id-table.ts";
import { textOf } from "./row-errors.ts";
import type { VoteColumns } from "./vote-columns.ts";
import { outcomes } from "./vote-table.ts";

const { first, second, tie, bothBad } = outcomes;
/** The words of each kind of file, and what they mean. */
export const winnerWords = {
  sides: { known: ["left", "right", "tie"], outcome: [first, second, tie] },
  arena: {
    known: ["model_a", "model_b", "tie", "tie (bothbad)", "both_bad"],
    outcome: [first, second, tie, bothBad, bothBad],
  },
  counts: { known: [], outcome: [] },
} as const;

/**
 * What happened, by the columns `winner` and `tie_kind` of a row.
 *
 * Throws: KnownError (input) with source and line for a word that isn't one of the known ones.
 */
export function outcomeReader(
  { shape, of }: VoteColumns,
  source: string,
): (fields: RowFields, line: number) => number {
  const { known, outcome } = winnerWords[shape];
  const words = idTable(known);
  const kinds = idTable(["tie", "both_bad"]);
  const [winner, tieKind] = [of("winner"), of("tie_kind")];
  const kindOf = (fields: RowFields, line: number): number => {
    if (tieKind < 0 || fields.start[tieKind] === fields.end[tieKind]) return 0;
    const kind = find(kinds, fields, tieKind);
    if (kind >= 0) return kind;
    throw unknown("tie_kind", textOf(fields, tieKind), `(${source} line ${line})`, [
      "empty",
      "tie",
      "both_bad",
    ]);
  };
  return (fields, line) => {
    const found = outcome[find(words, fields, winner)];
    if (found === undefined)
      throw unknown("winner", textOf(fields, winner), `(${source} line ${line})`, known);
    const kind = kindOf(fields, line);
    return found === tie && kind === 1 ? bothBad : found;
  };
}

const find = (table: IdTable, { view, start, end, hash }: RowFields, column: number): number =>
  findId(table, view, start[column] ?? 0, end[column] ?? 0, hash[column] ?? 0);

const unknown = (name: string, text: string, place: string, known: readonly string[]) =>
  new KnownError("input", `unknown ${name}: ${text} ${place}`, {
    hint: `${name} is one of ${known.join(", ")}`,
  });
