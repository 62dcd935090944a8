import { KnownError } from "@pairlab/domain/errors";
import { csvRecords } from "../csv-records.ts";

/** What one rater said of one item. */
export interface Rating {
  item: string;
  rater: string;
  label: string;
}

export interface Ratings {
  ratings: Rating[];
  /** Rows without a label. */
  missing: number;
}

/**
 * The ratings of a CSV with the columns `item`, `rater` and `label`; a row with an empty label is missing.
 *
 * Throws: KnownError (input) with source and line for an empty item or rater, or a second rating of an item
 *         by the same rater, unless repeats are allowed: agreement is between raters.
 */
export function readRatingsCsv(
  text: string,
  source: string,
  repeats: "refused" | "allowed" = "refused",
): Ratings {
  const seen = new Map<string, number>();
  const ratings: Rating[] = [];
  let missing = 0;
  for (const { line, value } of csvRecords(text, ["item", "rater", "label"], source)) {
    const [item, rater, label] = [value("item"), value("rater"), value("label")];
    if (item === "" || rater === "")
      throw new KnownError(
        "input",
        `invalid row: no ${item === "" ? "item" : "rater"} (${source} line ${line})`,
        { hint: "every row names an item and a rater; only the label may be empty" },
      );
    if (repeats === "refused") refuseRepeat(seen, { item, rater }, line, source);
    if (label === "") missing += 1;
    else ratings.push({ item, rater, label });
  }
  return { ratings, missing };
}

/** Notes whose rating of what a line is. Throws: KnownError (input) for the second of them. */
function refuseRepeat(
  seen: Map<string, number>,
  { item, rater }: Pick<Rating, "item" | "rater">,
  line: number,
  source: string,
): void {
  const key = JSON.stringify([item, rater]);
  const earlier = seen.get(key);
  if (earlier !== undefined)
    throw new KnownError(
      "input",
      `duplicate rating: ${rater} of ${item} (${source} lines ${earlier} and ${line})`,
      { hint: "keep one label for each item and rater; agreement is between raters" },
    );
  seen.set(key, line);
}
