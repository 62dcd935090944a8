import type { Manifest } from "@pairlab/domain/manifest";
import type { Prompt } from "@pairlab/domain/prompt";
import type { Summary } from "@pairlab/domain/summary";

/** Which prompts a report shows, and by which rule, as part of a sentence. */
export interface ExampleChoice {
  prompts: readonly Prompt[];
  rule: string;
}

const shown = 4;

/** Up to four prompts of a study, chosen by their place in the prompt set alone. */
export function exampleChoice(summary: Summary, manifest: Manifest): ExampleChoice {
  const studied = new Set(summary.prompts.map(({ id }) => id));
  const prompts = manifest.prompts.filter(({ id }) => studied.has(id));
  const firsts = prompts.filter(
    ({ category }, i) =>
      category !== undefined && prompts.findIndex((other) => other.category === category) === i,
  );
  if (firsts.length < shown)
    return { prompts: spread(prompts), rule: "prompts at even distances in the prompt set" };
  return firsts.length === shown
    ? { prompts: firsts, rule: "the first prompt of each category" }
    : {
        prompts: spread(firsts),
        rule: `the first prompt of ${shown} categories, at even distances among the ${firsts.length} in the prompt set`,
      };
}

/** At most four items at even distances, the first among them. */
function spread<T>(items: readonly T[]): T[] {
  const count = Math.min(shown, items.length);
  const chosen = new Set(
    Array.from({ length: count }, (_, i) => Math.floor((i * items.length) / count)),
  );
  return items.filter((_, i) => chosen.has(i));
}
