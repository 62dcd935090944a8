import type { Robustness } from "@pairlab/domain/robustness";
import { type Estimate, estimateWords } from "@pairlab/metrics/charts/pair-rows";
import { wordsFor } from "@pairlab/metrics/charts/wording";

type Found = Robustness["categories"][number]["pairs"][number] | undefined;

/** A part's share of a pair as an estimate. */
export function shareEstimate(found: Found): Estimate {
  if (found === undefined) return { status: "none", words: "not compared" };
  const { share } = found;
  if (share.status !== "ok") return { status: "none", words: wordsFor(share) };
  const { interval } = share.value;
  return interval.status === "ok"
    ? { status: "ok", share: share.value.share, interval: interval.value }
    : {
        status: "no-interval",
        share: share.value.share,
        words: `no interval: ${wordsFor(interval)}`,
      };
}

/** A part's share of a pair with its interval, or why there is none. */
export const shareWords = (found: Found): string => estimateWords(shareEstimate(found));
