import { KnownError } from "@pairlab/domain/errors";
import { csvRecords } from "../csv-records.ts";

/**
 * The p-values of a CSV with a column `p`; further columns are ignored.
 *
 * Throws: KnownError (input) with source and line for what isn't a number in [0, 1].
 */
export const readPValuesCsv = (text: string, source: string): number[] =>
  csvRecords(text, ["p"], source).map(({ line, value }) => {
    const field = value("p");
    const p = field.trim() === "" ? Number.NaN : Number(field);
    if (p >= 0 && p <= 1) return p;
    throw new KnownError(
      "input",
      `invalid p: ${field === "" ? "empty" : field} (${source} line ${line})`,
      {
        hint: "a p-value is a number from 0 to 1; a hypothesis that couldn't be tested has p 1",
      },
    );
  });
