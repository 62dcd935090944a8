import type { Interval } from "@pairlab/domain/interval";
import type { PairResult, QuestionResult } from "@pairlab/domain/summary";

/** The result of a pair as seen from arm `a`, whichever way the plan declares it; undefined for no such pair. */
export function orientedPair(
  { pairs }: QuestionResult,
  a: string,
  b: string,
): PairResult | undefined {
  const straight = pairs.find((pair) => pair.a === a && pair.b === b);
  if (straight !== undefined) return straight;
  const mirrored = pairs.find((pair) => pair.a === b && pair.b === a);
  return mirrored === undefined ? undefined : turned(mirrored);
}

function turned(pair: PairResult): PairResult {
  const { winRate } = pair;
  const sides = { ...pair, a: pair.b, b: pair.a, winsA: pair.winsB, winsB: pair.winsA };
  if (winRate.status !== "ok") return sides;
  const { share, wilson, clustered } = winRate.value;
  return {
    ...sides,
    winRate: {
      ...winRate,
      value: {
        share: 1 - share,
        wilson: turnedInterval(wilson),
        clustered:
          clustered.status === "ok"
            ? {
                ...clustered,
                value: { ...clustered.value, interval: turnedInterval(clustered.value.interval) },
              }
            : clustered,
      },
    },
  };
}

const turnedInterval = (interval: Interval): Interval => ({
  ...interval,
  lower: 1 - interval.upper,
  upper: 1 - interval.lower,
});
