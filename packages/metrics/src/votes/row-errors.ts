import { KnownError } from "@pairlab/domain/errors";
import type { RowFields } from "./csv-row.ts";

/** A field as text. */
export const textOf = ({ view, start, end }: RowFields, column: number): string => {
  const from = start[column] ?? 0;
  return new TextDecoder().decode(
    new Uint8Array(view.buffer, view.byteOffset + from, (end[column] ?? 0) - from),
  );
};

/** The error of an id that is empty. */
export const emptyId = (name: string, line: number, source: string): KnownError =>
  new KnownError("input", `missing ${name}: an empty id (${source} line ${line})`, {
    hint: "every row names what its columns say; leave the whole column out if nobody knows",
  });

/** Beyond these, squares of weights no longer are numbers. */
const [leastAmount, mostAmount] = [1e-100, 1e100];

/** A count or weight: 0, or from 1e-100 to 1e100. Throws: KnownError (input) with the line. */
export function amount(
  fields: RowFields,
  column: number,
  name: string,
  line: number,
  source: string,
): number {
  const text = textOf(fields, column);
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value === 0 || (value >= leastAmount && value <= mostAmount)) return value;
  throw new KnownError("input", `invalid ${name}: ${text} (${source} line ${line})`, {
    hint: "a weight or count is a finite number of at least 0; other than 0, from 1e-100 to 1e100",
  });
}
