import { KnownError } from "@pairlab/domain/errors";
import type { Plan } from "@pairlab/domain/plan";
import { csvRecords } from "./csv-records.ts";

/** Why a planned vote isn't there. */
export const missingReasons = ["never leased", "incomplete", "erased", "skipped"] as const;
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

/** Throws: KnownError (input) for a missing vote of a question that the plan doesn't ask. */
export function checkMissing(missing: readonly MissingVote[], { questions }: Plan): void {
  const stranger = missing.find(({ questionId }) => questions.every(({ id }) => id !== questionId));
  if (stranger === undefined) return;
  throw new KnownError("input", `unknown question: ${stranger.questionId} (missing votes)`, {
    hint: "are the missing votes and the plan of one study?",
  });
}
