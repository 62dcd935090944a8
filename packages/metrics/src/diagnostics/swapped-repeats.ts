import type { Result } from "@pairlab/domain/result";
import type { Vote } from "@pairlab/domain/vote";
import { insufficient, ok, undetermined } from "../result.ts";
import { wilsonInterval } from "../wilson-interval.ts";

export interface SwappedRepeats {
  repeats: number;
  /** Share of repeats with another answer; a tie that becomes a preference is another answer. */
  flipRate: number;
  flipInterval: { lower: number; upper: number };
  /** Share of repeats in which the same side was chosen, though the pictures had changed sides. */
  sameSideRate: number;
  /**
   * The largest agreement with these raters that is possible: if each answers as they prefer with chance q,
   * two answers agree in q² + (1 − q)² of the cases. "undetermined" when they agree less than half of the time.
   */
  noiseCeiling: Result<number>;
}

/**
 * How consistent raters are, from trials shown again with the sides changed.
 *
 * Shape:  votes of one question; a `repeat` belongs to the `trial` of the same rater, prompt and pair.
 * Result: "insufficient" without a repeat that has its trial. Skips on either side are left out.
 */
export function swappedRepeats(votes: readonly Vote[], level = 0.95): Result<SwappedRepeats> {
  const keyOf = ({ raterId, promptId, left, right }: Vote) =>
    JSON.stringify([raterId, promptId, ...[left, right].sort()]);
  const trials = new Map(
    votes.filter(({ role }) => role === "trial").map((vote) => [keyOf(vote), vote]),
  );
  const pairs = votes.flatMap((vote) => {
    const trial = vote.role === "repeat" ? trials.get(keyOf(vote)) : undefined;
    const answered = trial !== undefined && trial.choice !== "skip" && vote.choice !== "skip";
    return answered && trial.left === vote.right ? [{ trial, repeat: vote }] : [];
  });
  const n = pairs.length;
  if (n === 0) return insufficient("no trial was repeated with its sides changed", 0, 1);
  const flips = pairs.filter(({ trial, repeat }) => chosen(trial) !== chosen(repeat)).length;
  const sameSide = pairs.filter(
    ({ trial, repeat }) => trial.choice === repeat.choice && chosen(trial) !== undefined,
  ).length;
  const { lower, upper } = wilsonInterval(flips / n, n, level);
  const agree = 1 - flips / n;
  return ok({
    repeats: n,
    flipRate: flips / n,
    flipInterval: { lower, upper },
    sameSideRate: sameSide / n,
    noiseCeiling:
      agree < 0.5
        ? undetermined("raters contradict themselves more often than not")
        : ok((1 + Math.sqrt(2 * agree - 1)) / 2),
  });
}

/** The arm that was preferred; undefined for any tie. */
function chosen({ choice, left, right }: Vote): string | undefined {
  if (choice === "left") return left;
  return choice === "right" ? right : undefined;
}
