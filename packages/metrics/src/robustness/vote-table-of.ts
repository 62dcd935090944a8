import type { Comparison } from "../comparison.ts";
import { outcomes, type VoteTable } from "../votes/vote-table.ts";

/** Comparisons of one question as a table, the items in the order given. */
export function voteTableOf(
  comparisons: readonly Comparison[],
  items: readonly string[],
): VoteTable {
  const column = (values: readonly string[]) => {
    const ids = [...new Set(values)].sort();
    const place = new Map(ids.map((id, i) => [id, i]));
    return { ids, of: Uint32Array.from(values, (value) => place.get(value) ?? 0) };
  };
  return {
    shape: "votes",
    items,
    first: Uint16Array.from(comparisons, ({ a, b, aIsLeft }) => (aIsLeft ? a : b)),
    second: Uint16Array.from(comparisons, ({ a, b, aIsLeft }) => (aIsLeft ? b : a)),
    outcome: Uint8Array.from(comparisons, outcomeOf),
    weight: undefined,
    raters: column(comparisons.map(({ rater }) => rater)),
    prompts: column(comparisons.map(({ prompt }) => prompt)),
    questions: undefined,
    leftOut: [],
  };
}

function outcomeOf({ score, aIsLeft }: Comparison): number {
  if (score === 0.5) return outcomes.tie;
  return (score === 1) === aIsLeft ? outcomes.first : outcomes.second;
}
