import { createRng } from "@pairlab/domain/random";
import type { Robustness } from "@pairlab/domain/robustness";
import { alphaInterval } from "../agreement/alpha-interval.ts";
import { krippendorffAlpha } from "../agreement/krippendorff-alpha.ts";
import type { Comparison } from "../comparison.ts";
import { ok } from "../result.ts";

const replicates = 2000;

/**
 * How far people agree about a pair on a prompt: Krippendorff's alpha with its bootstrap interval.
 *
 * Source: Krippendorff 2011; the unit is (prompt, pair), labels are a, tie, b.
 * Result: "undetermined" when no unit has two votes, or all votes are the same.
 */
export function unitAgreement(
  comparisons: readonly Comparison[],
  { seed, level, purpose }: { seed: number; level: number; purpose: string },
): Robustness["agreement"] {
  const units = new Map<string, number[]>();
  for (const { a, b, prompt, score } of comparisons) {
    const key = JSON.stringify([a, b, prompt]);
    units.set(key, [...(units.get(key) ?? []), 2 * score]);
  }
  const rated = [...units.values()];
  const found = krippendorffAlpha(rated, "nominal");
  if (found.status !== "ok") return found;
  const rng = createRng(seed, `alpha nominal ${purpose}`);
  const interval = alphaInterval(rated, "nominal", { level, replicates, rng });
  return ok(
    {
      alpha: found.value.alpha,
      interval:
        interval.status === "ok"
          ? ok({ lower: interval.value.lower, upper: interval.value.upper, level }, interval.notes)
          : interval,
      units: found.value.units,
      votes: found.value.ratings,
    },
    found.notes,
  );
}
