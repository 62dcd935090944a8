import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { type PairRow, pairRows } from "@pairlab/metrics/charts/pair-rows";

const most = 4;

/** A pair of one question, as readers see it. */
export interface AskedPair extends PairRow {
  question: QuestionResult;
}

/** Every pair of every question. */
export const askedPairs = (summary: Summary): AskedPair[] =>
  summary.questions.flatMap((question) =>
    pairRows(summary, question).map((row) => ({ ...row, question })),
  );

/** `A over B (Quality), C over D (Quality) and 3 more`. */
export function namedPairs(pairs: readonly AskedPair[]): string {
  const names = pairs.map(({ a, b, question }) => `${a} over ${b} (${question.title})`);
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join("; ")}; and ${rest} more` : names.join("; ");
}

/** What is known of a pair in a list of its question's pairs. */
export const ofPair = <T extends { a: string; b: string }>(
  list: readonly T[],
  { pair }: PairRow,
): T | undefined => list.find(({ a, b }) => a === pair.a && b === pair.b);
