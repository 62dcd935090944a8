import type { Robustness } from "@pairlab/domain/robustness";
import type { Estimand } from "../comparison.ts";
import type { PlacedComparison } from "../diagnostics/fatigue.ts";
import { leftShare } from "../left-share.ts";
import { ok } from "../result.ts";

const parts = ["first third", "middle third", "last third"] as const;

/**
 * The share of decisive votes for the left picture, by part of the form.
 *
 * Shape:  comparisons of one question; `place` is the trial's place in a form of `trials`.
 */
export const sidesByPart = (
  comparisons: readonly PlacedComparison[],
  trials: number,
  { estimand, level }: { estimand: Estimand; level: number },
): Robustness["sides"] =>
  parts.map((part, third) => {
    const own = comparisons.filter(
      ({ place }) => Math.min(2, Math.floor((3 * place) / trials)) === third,
    );
    const found = leftShare(own, estimand, level);
    if (found.status !== "ok") return { part, share: found };
    const { share, interval, n } = found.value;
    return { part, share: ok({ share, interval, votes: n.votes }, found.notes) };
  });
