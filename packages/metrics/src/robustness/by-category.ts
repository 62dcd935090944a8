import type { Plan } from "@pairlab/domain/plan";
import type { Prompt } from "@pairlab/domain/prompt";
import type { Robustness } from "@pairlab/domain/robustness";
import type { Vote } from "@pairlab/domain/vote";
import { sharesOf } from "./subsets.ts";

/** Each pair on the prompts of one category alone, categories in the order of the set. */
export function byCategory(
  votes: readonly Vote[],
  prompts: readonly Prompt[],
  plan: Plan,
): Robustness["categories"] {
  const categories = [...new Set(prompts.flatMap(({ category }) => category ?? []))];
  return categories.map((category) => {
    const ids = new Set(prompts.filter((one) => one.category === category).map(({ id }) => id));
    const own = votes.filter(({ promptId }) => ids.has(promptId));
    return { category, prompts: ids.size, pairs: sharesOf(own, plan) };
  });
}
