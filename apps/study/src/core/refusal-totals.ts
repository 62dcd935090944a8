import { type RefusalCode, refusalWords } from "./refusal-code.ts";

/** One kind of refused request over all days. */
export interface RefusalTotal {
  code: string;
  words: string;
  count: number;
  /** On how many days. */
  days: number;
  lastMs: number;
}

interface Day {
  code: string;
  count: number;
  lastAt: Date;
}

/** Refused requests by kind, the most frequent first. */
export function refusalTotals(days: readonly Day[]): RefusalTotal[] {
  const totals = new Map<string, RefusalTotal>();
  for (const { code, count, lastAt } of days) {
    const before = totals.get(code) ?? {
      ...{ code, words: wordsOf(code) },
      ...{ count: 0, days: 0, lastMs: Number.NEGATIVE_INFINITY },
    };
    totals.set(code, {
      ...before,
      count: before.count + count,
      days: before.days + 1,
      lastMs: Math.max(before.lastMs, lastAt.getTime()),
    });
  }
  return [...totals.values()].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

const wordsOf = (code: string): string =>
  Object.hasOwn(refusalWords, code) ? refusalWords[code as RefusalCode] : code;
