import { KnownError } from "@pairlab/domain/errors";
import { csvRecords } from "../csv-records.ts";

/** What an instrument said of cases, and what people said of some of them. */
export interface InstrumentCases {
  /** Of cases without a label. */
  outputs: number[];
  labelled: { output: number; label: number }[];
}

/**
 * The cases of a CSV with columns `output` and `label`; an empty label is a case nobody labelled.
 *
 * Throws: KnownError (input) with source and line for what isn't a number.
 */
export function readInstrumentCsv(text: string, source: string): InstrumentCases {
  const outputs: number[] = [];
  const labelled: InstrumentCases["labelled"] = [];
  for (const { line, value } of csvRecords(text, ["output", "label"], source)) {
    const output = finite(value("output"), "output", line, source);
    if (value("label").trim() === "") outputs.push(output);
    else labelled.push({ output, label: finite(value("label"), "label", line, source) });
  }
  return { outputs, labelled };
}

/**
 * The categories of a CSV with columns `category`, `count` and `target`, the share that was aimed at.
 *
 * Throws: KnownError (input) with source and line for counts that aren't whole, shares that aren't in [0, 1]
 *         or don't sum to 1, a category named twice, or none.
 */
export function readTargetCsv(
  text: string,
  source: string,
): { counts: number[]; target: number[] } {
  const seen = new Set<string>();
  const rows = csvRecords(text, ["category", "count", "target"], source).map(({ line, value }) => {
    const category = value("category");
    if (seen.has(category))
      throw invalid(`duplicate category: ${category}`, line, source, "a category has one row");
    seen.add(category);
    const count = finite(value("count"), "count", line, source);
    const target = finite(value("target"), "target", line, source);
    if (!(Number.isInteger(count) && count >= 0))
      throw invalid(`invalid count: ${count}`, line, source, "a count is a whole number");
    if (!(target >= 0 && target <= 1))
      throw invalid(`invalid target: ${target}`, line, source, "a share is from 0 to 1");
    return { count, target };
  });
  const target = rows.map((row) => row.target);
  const sum = target.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > 1e-9)
    throw new KnownError("input", `invalid target: shares sum to ${sum} (${source})`, {
      hint: "the shares aimed at sum to 1",
    });
  return { counts: rows.map(({ count }) => count), target };
}

function finite(field: string, name: string, line: number, source: string): number {
  const value = field.trim() === "" ? Number.NaN : Number(field);
  if (Number.isFinite(value)) return value;
  throw invalid(
    `invalid ${name}: ${field === "" ? "empty" : field}`,
    line,
    source,
    "give a number",
  );
}

const invalid = (message: string, line: number, source: string, hint: string): KnownError =>
  new KnownError("input", `${message} (${source} line ${line})`, { hint });
