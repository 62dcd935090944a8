import { at } from "@pairlab/domain/at";
import type { Result } from "@pairlab/domain/result";
import { ok } from "../result.ts";
import { adjustPValues } from "./adjust-p-values.ts";

/** More hypotheses than this aren't what a study is about. */
export const mostPrimary = 5;

export interface HypothesisFamilies {
  /** Holm-adjusted, in input order; 1 for one that couldn't be tested. */
  primary: number[];
  /** Benjamini-Hochberg's q in input order, each noted `exploratory`; what couldn't be tested keeps its word. */
  exploratory: Result<number>[];
  /** How many tests ran: a page shows it. */
  tests: number;
}

/**
 * P-values of a study's few declared hypotheses, and of everything else that was looked at.
 *
 * The declared ones bound the chance of one false rejection; their number is the plan's, so one that couldn't be
 * tested stays in with p = 1. The others bound the expected share of false ones, and suggest the next study.
 *
 * Source: Holm 1979; Benjamini & Hochberg 1995.
 * Throws: RangeError for more than five primary hypotheses or a p outside [0, 1].
 */
export function hypothesisFamilies(
  primary: readonly Result<number>[],
  exploratory: readonly Result<number>[],
): HypothesisFamilies {
  if (primary.length > mostPrimary)
    throw new RangeError(`hypothesisFamilies: ${primary.length} primary, at most ${mostPrimary}`);
  const pOf = (test: Result<number>): number => (test.status === "ok" ? test.value : 1);
  const q = adjustPValues(exploratory.map(pOf), "bh");
  const text = "not among the hypotheses of the plan: it suggests, and shows nothing";
  return {
    primary: adjustPValues(primary.map(pOf), "holm"),
    exploratory: exploratory.map((test, i) =>
      test.status === "ok" ? ok(at(q, i), [...test.notes, { code: "exploratory", text }]) : test,
    ),
    tests: [...primary, ...exploratory].filter(({ status }) => status === "ok").length,
  };
}
