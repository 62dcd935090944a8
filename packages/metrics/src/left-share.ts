import type { QuestionResult } from "@pairlab/domain/summary";
import { clusteredShare } from "./clustered-share.ts";
import type { Comparison, Estimand } from "./comparison.ts";
import { insufficient, ok } from "./result.ts";
import { sampleSize } from "./sample-size.ts";

/** The share of decisive votes that went to the left picture: position bias when it isn't one half. */
export function leftShare(
  comparisons: readonly Comparison[],
  estimand: Estimand,
  level: number,
): QuestionResult["leftShare"] {
  const decisive = comparisons.filter(({ score }) => score !== 0.5);
  if (decisive.length === 0) return insufficient("no decisive votes", 0, 1);
  const scores = decisive.map(({ score, aIsLeft }) => ((score === 1) === aIsLeft ? 1 : 0));
  const share = scores.reduce<number>((sum, score) => sum + score, 0) / scores.length;
  const found = clusteredShare(scores, decisive, estimand, level);
  if (found.status !== "ok") return found;
  return ok({ share, interval: found.value.interval, n: sampleSize(decisive) }, found.notes);
}
