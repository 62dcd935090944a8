import type { DesignForm, DesignTrial } from "@pairlab/domain/design";
import type { Manifest } from "@pairlab/domain/manifest";
import type { Plan } from "@pairlab/domain/plan";

/** One promise of the design: the worst that was counted beside the worst that is allowed. */
export interface Margin {
  name: string;
  worst: number;
  allowed: number;
  /** Reported, not promised. */
  advisory: boolean;
}

type Place = { form: DesignForm; trial: DesignTrial };

/**
 * Every margin of a design, counted from its trials alone.
 *
 * Shares no code with the compiler on purpose: it is the second opinion that
 * `pairlab study design --verify` and the tests ask for.
 */
export function designMargins(
  forms: readonly DesignForm[],
  plan: Plan,
  manifest: Pick<Manifest, "prompts">,
): Margin[] {
  const places = forms.flatMap((form) => form.trials.map((trial) => ({ form, trial })));
  const prompts = plan.promptIds ?? manifest.prompts.map(({ id }) => id);
  return [
    promise("votes a task, off the plan", votesOffPlan(places, plan, prompts.length)),
    promise("task twice in one form", maximum(tally(places, inForm(task)).values()) - 1),
    promise("left minus right of a task", sideGap(places, task), plan.votesPerTask % 2),
    promise("left minus right of a pair", sideGap(places, pair), 1),
    promise("left minus right of a pair in a question", sideGap(places, pairInQuestion), 1),
    promise("votes of one pair against another's", spread(tally(places, pair).values())),
    promise("left minus right of a pair in a form", sideGap(places, inForm(pair)), 1),
    promise("left minus right of an arm in a twin form", armGap(forms, true), 1),
    {
      ...promise("left minus right of an arm in a form without twin", armGap(forms, false), 1),
      advisory: true,
    },
    promise("prompt in adjacent trials", adjacentPrompts(forms)),
    promise(
      "prompt counts in a form",
      spreadInForms(forms, prompts, ({ promptId }) => promptId),
      1,
    ),
    promise("pair counts in a block", blockPairSpread(forms, places), 1),
    promise("trials a form, off the plan", lengthOff(forms, plan)),
    promise("trials a block, off the plan", blocksOff(forms, plan)),
    promise("twins that don't mirror each other", brokenTwins(forms)),
  ];
}

/** Whether every promised margin holds. */
export const marginsHold = (margins: readonly Margin[]): boolean =>
  margins.every(({ worst, allowed, advisory }) => advisory || worst <= allowed);

const promise = (name: string, worst: number, allowed = 0): Margin => ({
  name,
  worst,
  allowed,
  advisory: false,
});

const pairName = ({ left, right }: DesignTrial): string =>
  left < right ? `${left} ${right}` : `${right} ${left}`;
const pair = ({ trial }: Place): string => pairName(trial);
const pairInQuestion = (place: Place): string => `${pair(place)} ${place.trial.questionId}`;
const task = (place: Place): string => `${pairInQuestion(place)} ${place.trial.promptId}`;
const inForm =
  (name: (place: Place) => string) =>
  (place: Place): string =>
    `${place.form.index} ${name(place)}`;

function tally(places: readonly Place[], name: (place: Place) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const place of places) counts.set(name(place), (counts.get(name(place)) ?? 0) + 1);
  return counts;
}

const maximum = (numbers: Iterable<number>): number => Math.max(0, ...numbers);

function spread(numbers: Iterable<number>): number {
  const all = [...numbers];
  return all.length === 0 ? 0 : Math.max(...all) - Math.min(...all);
}

function votesOffPlan(places: readonly Place[], plan: Plan, prompts: number): number {
  const counts = tally(places, task);
  const arms = plan.arms.length;
  const pairs = plan.pairs === "all" ? (arms * (arms - 1)) / 2 : plan.pairs.length;
  const absent = pairs * prompts * plan.questions.length - counts.size;
  if (absent !== 0) return plan.votesPerTask;
  return maximum([...counts.values()].map((count) => Math.abs(count - plan.votesPerTask)));
}

/** Largest |times the alphabetically first arm stood left − times it stood right| in any group. */
function sideGap(places: readonly Place[], name: (place: Place) => string): number {
  const leans = new Map<string, number>();
  for (const place of places) {
    const firstIsLeft = place.trial.left < place.trial.right;
    leans.set(name(place), (leans.get(name(place)) ?? 0) + (firstIsLeft ? 1 : -1));
  }
  return maximum([...leans.values()].map(Math.abs));
}

function armGap(forms: readonly DesignForm[], twinned: boolean): number {
  const gaps = forms
    .filter(({ twinOf }) => (twinOf !== null) === twinned)
    .flatMap(({ trials }) => {
      const arms = new Set(trials.flatMap(({ left, right }) => [left, right]));
      return [...arms].map((arm) => {
        const lefts = trials.filter(({ left }) => left === arm).length;
        return Math.abs(lefts - trials.filter(({ right }) => right === arm).length);
      });
    });
  return maximum(gaps);
}

function adjacentPrompts(forms: readonly DesignForm[]): number {
  return forms
    .map(({ trials }) => trials.filter((trial, i) => trials[i + 1]?.promptId === trial.promptId))
    .reduce((sum, found) => sum + found.length, 0);
}

function spreadInForms(
  forms: readonly DesignForm[],
  names: readonly string[],
  name: (trial: DesignTrial) => string,
): number {
  return maximum(
    forms.map(({ trials }) =>
      spread(names.map((wanted) => trials.filter((trial) => name(trial) === wanted).length)),
    ),
  );
}

function blockPairSpread(forms: readonly DesignForm[], places: readonly Place[]): number {
  const pairs = [...new Set(places.map(pair))];
  const blocks = forms.flatMap((form) =>
    [...new Set(form.trials.map(({ block }) => block))].map((block) => ({
      ...form,
      trials: form.trials.filter((trial) => trial.block === block),
    })),
  );
  return spreadInForms(blocks, pairs, pairName);
}

const lengthOff = (forms: readonly DesignForm[], plan: Plan): number =>
  maximum(forms.map(({ trials }) => Math.abs(trials.length - plan.trialsPerForm)));

/** Blocks are runs of one question, all of one length, each question once a form. */
function blocksOff(forms: readonly DesignForm[], plan: Plan): number {
  const size = plan.trialsPerForm / plan.questions.length;
  const broken = forms.filter(({ trials }) => {
    const orderly = trials.every(
      ({ index, block }, i) => index === i && block === Math.floor(i / size),
    );
    const kinds = new Set(trials.map(({ block, questionId }) => `${block} ${questionId}`));
    const asked = new Set(trials.map(({ questionId }) => questionId));
    return !orderly || kinds.size !== plan.questions.length || asked.size !== plan.questions.length;
  });
  return broken.length;
}

function brokenTwins(forms: readonly DesignForm[]): number {
  const byIndex = new Map(forms.map((form) => [form.index, form]));
  return forms.filter((form) => {
    if (form.twinOf === null) return false;
    const twin = byIndex.get(form.twinOf);
    if (twin === undefined || twin.twinOf !== form.index) return true;
    const mirrored = twin.trials.toReversed();
    return form.trials.some((trial, i) => {
      const other = mirrored[i];
      return (
        other === undefined ||
        other.left !== trial.right ||
        other.right !== trial.left ||
        other.promptId !== trial.promptId ||
        other.questionId !== trial.questionId
      );
    });
  }).length;
}
