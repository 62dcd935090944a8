import { at } from "@pairlab/domain/at";
import type { QuestionDiagnosis } from "@pairlab/domain/diagnosis";
import type { Comparison, Estimand } from "../comparison.ts";
import { ok } from "../result.ts";
import { tieSensitivity } from "./tie-policies.ts";

/** Each pair under every way to count ties, in the order of the items. */
export const tiesOfPairs = (
  votes: readonly Comparison[],
  items: readonly string[],
  options: { estimand: Estimand; level: number },
): QuestionDiagnosis["ties"] =>
  pairsOf(votes).map((pair) => {
    const { a, b } = at(pair, 0);
    const { policies, verdictChanges } = tieSensitivity(pair, options);
    return {
      a: at(items, a),
      b: at(items, b),
      policies: policies.map((found) => ({ ...found, share: withInterval(found.share) })),
      verdictChanges,
    };
  });

type PolicyShare = ReturnType<typeof tieSensitivity>["policies"][number]["share"];
type PrintedShare = QuestionDiagnosis["ties"][number]["policies"][number]["share"];

function withInterval(found: PolicyShare): PrintedShare {
  if (found.status !== "ok") return found;
  const { share, votes, clustered } = found.value;
  if (clustered.status !== "ok") return ok({ share, votes, interval: clustered });
  const { lower, upper } = clustered.value.interval;
  return ok({ share, votes, interval: ok({ lower, upper }, clustered.notes) });
}

function pairsOf<T extends Comparison>(votes: readonly T[]): T[][] {
  const pairs = new Map<string, T[]>();
  const sorted = [...votes].sort((one, other) => one.a - other.a || one.b - other.b);
  for (const vote of sorted) {
    const key = `${vote.a} ${vote.b}`;
    const pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, [vote]);
    else pair.push(vote);
  }
  return [...pairs.values()];
}
