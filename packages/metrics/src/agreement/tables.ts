import { at } from "@pairlab/domain/at";

/** The sum of numbers; 0 of none. */
export const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** The sums of a table's columns. Throws: RangeError for ragged rows. */
export function columnSums(table: readonly (readonly number[])[]): number[] {
  const width = table[0]?.length ?? 0;
  if (table.some((row) => row.length !== width)) throw new RangeError("the table is ragged");
  return Array.from({ length: width }, (_, k) => sum(table.map((row) => at(row, k))));
}
