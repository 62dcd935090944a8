import type { RowFields } from "./csv-row.ts";
import { idNames, idTable, internId } from "./id-table.ts";
import type { PlainRows } from "./plain-rows.ts";
import type { PlainTable } from "./plain-table.ts";

/** Where ids get their numbers. */
export interface IdSource {
  /** The number of a field's id, new or known. */
  intern(fields: RowFields, column: number): number;
  /** All ids in the order of their numbers. Throws: TypeError for bytes that aren't UTF-8. */
  names(): string[];
}

/** Ids numbered here. */
export function ownIds(): IdSource {
  const table = idTable();
  return {
    intern: ({ view, start, end, hash }, column) =>
      internId(table, view, start[column] ?? 0, end[column] ?? 0, hash[column] ?? 0),
    names: () => idNames(table),
  };
}

/** Ids numbered by the reader of plain rows, which meets most of them. */
export const plainIds = (plain: PlainRows, table: PlainTable): IdSource => ({
  intern: ({ view, start, end }, column) => {
    const from = start[column] ?? 0;
    const length = (end[column] ?? 0) - from;
    return plain.intern(table, new Uint8Array(view.buffer, view.byteOffset + from, length));
  },
  names: table.names,
});
