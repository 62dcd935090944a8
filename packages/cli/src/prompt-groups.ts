import type { Prompt } from "@pairlab/domain/prompt";
import { PromptAxis as axes, type PromptAxis } from "@pairlab/domain/prompt-sample";

/** How many prompts each group of each axis has, in the set's order; an axis without groups is left out. */
export const groupCounts = (
  prompts: readonly Prompt[],
): { axis: PromptAxis; groups: { group: string; prompts: number }[] }[] =>
  axes.options.flatMap((axis) => {
    const counts = new Map<string, number>();
    for (const prompt of prompts) {
      const group = prompt[axis];
      if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    const groups = [...counts].map(([group, count]) => ({ group, prompts: count }));
    return groups.length === 0 ? [] : [{ axis, groups }];
  });
