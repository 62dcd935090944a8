import { KnownError } from "@pairlab/domain/errors";
import { csvRecords } from "./csv-records.ts";

/** Why a planned vote isn't there. */
export const missingReasons = ["never leased", "incomplete", "skipped"] as const;
export type MissingReason = (typeof missingReasons)[number];

/** A planned vote that isn't there. */
export interface MissingVote {
  questionId: string;
  reason: MissingReason;
}

/**
 * The planned votes that aren't there, from a `missing.csv`.
 *
 * Throws: KnownError (input) with source and line for a reason that isn't one.
 */
export const readMissingCsv = (text: string, source: string): MissingVote[] =>
  csvRecords(text, ["question", "reason"], source).map(({ line, value }) => {
    const reason = missingReasons.find((known) => known === value("reason"));
    if (reason !== undefined) return { questionId: value("question"), reason };
    throw new KnownError("input", `unknown reason: ${value("reason")} (${source} line ${line})`, {
      hint: `one of ${missingReasons.join(", ")}`,
    });
  });
