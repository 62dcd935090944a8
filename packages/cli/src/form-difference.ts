import { canonicalJson } from "@pairlab/domain/canonical-json";
import type { DesignForm, DesignTrial } from "@pairlab/domain/design";

/** The first place in which a form isn't the plan's, as a sentence; undefined for the same form. */
export function formDifference(
  found: DesignForm,
  planned: DesignForm | undefined,
): string | undefined {
  if (planned === undefined) return `form ${found.index} isn't in the plan's design`;
  if (canonicalJson(found) === canonicalJson(planned)) return undefined;
  if (found.index !== planned.index)
    return `form ${found.index} stands where the plan has form ${planned.index}`;
  if (found.twinOf !== planned.twinOf)
    return `form ${found.index} has the twin ${found.twinOf ?? "none"}, the plan gives ${planned.twinOf ?? "none"}`;
  const longer = found.trials.length > planned.trials.length ? found.trials : planned.trials;
  for (const [place] of longer.entries()) {
    const differs = trialDifference(found.trials[place], planned.trials[place]);
    if (differs !== undefined) return `form ${found.index} trial ${place}: ${differs}`;
  }
  return `form ${found.index} differs from the plan's`;
}

function trialDifference(
  found: DesignTrial | undefined,
  planned: DesignTrial | undefined,
): string | undefined {
  if (found === undefined) return `missing; the form has ${planned?.index ?? 0} trials`;
  if (planned === undefined) return "one more than the plan has";
  const [have, want] = [new Map(Object.entries(found)), new Map(Object.entries(planned))];
  for (const field of new Set([...want.keys(), ...have.keys()]))
    if (have.get(field) !== want.get(field))
      return `${field} is ${have.get(field) ?? "none"}, the plan gives ${want.get(field) ?? "none"}`;
  return undefined;
}
