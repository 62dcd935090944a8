import type { DesignForm, DesignTrial } from "@pairlab/domain/design";
import { Plan } from "@pairlab/domain/plan";
import { compileDesign } from "./design.ts";

export const arms = ["one", "two", "three"];
export const prompts = Array.from({ length: 24 }, (_, i) => ({ id: `p${i}`, text: "x" }));
export const manifest = { arms: arms.map((id) => ({ id }) as never), prompts };
/** Three votes a task: twins, and forms without one. */
export const plan = Plan.parse({
  ...{ version: 1, arms, votesPerTask: 3, trialsPerForm: 36, seed: 5 },
  extras: { checks: 4, repeats: 2, samePicture: 1, wrongPrompt: 1 },
  questions: [
    { id: "looks", title: "Looks", text: "?", showPrompt: false },
    { id: "text", title: "Text", text: "?", showPrompt: true },
  ],
  display: { displayPx: 384, kernel: "nearest" },
});
export const { forms } = compileDesign(plan, manifest, "a".repeat(64));
export const solo = forms.findIndex(({ twinOf }) => twinOf === null);

export type Trials = readonly DesignTrial[];
/** Trials in a new order get the places they stand at. */
const renumbered = (trials: Trials): DesignTrial[] =>
  trials.map((trial, index) => ({ ...trial, index }));
/** The design with the trials of one form changed, and of its twin too where `mirrored` says how. */
export const inForm = (
  index: number,
  change: (trials: Trials) => Trials,
  mirrored: (trials: Trials) => Trials = (trials) => trials,
): DesignForm[] =>
  forms.map((form) => {
    if (form.index === index) return { ...form, trials: renumbered(change(form.trials)) };
    return form.index === forms[index]?.twinOf
      ? { ...form, trials: renumbered(mirrored(form.trials)) }
      : form;
  });

export const swap = <T extends DesignTrial>(trial: T): T => ({
  ...trial,
  left: trial.right,
  right: trial.left,
});
export const isPlanned = ({ role }: DesignTrial): boolean => role === "trial";
export const pairOf = ({ left, right }: DesignTrial): string => [left, right].sort().join();
export const taskOf = (trial: DesignTrial): string =>
  `${pairOf(trial)} ${trial.questionId} ${trial.promptId}`;
/** The n-th planned trial of a form changed. */
export const nth =
  (n: number, change: (trial: DesignTrial, trials: Trials) => DesignTrial) =>
  (trials: Trials): Trials => {
    const wanted = trials.filter(isPlanned)[n];
    return trials.map((trial) => (trial === wanted ? change(trial, trials) : trial));
  };
export const ofRole =
  (role: DesignTrial["role"], change: (trial: DesignTrial) => object) =>
  (trials: Trials): Trials =>
    trials.map((trial) => (trial.role === role ? { ...trial, ...change(trial) } : trial));
export const planned = (index: number): Trials => forms[index]?.trials.filter(isPlanned) ?? [];
/** Every trial of one arm with the arm on the left. */
export const armLeft =
  (arm: string) =>
  (trials: Trials): Trials =>
    trials.map((trial) => (isPlanned(trial) && trial.right === arm ? swap(trial) : trial));
/** Planned trials in another order; what stands between them stays where it is. */
export const reordered =
  (order: (some: Trials) => Trials) =>
  (trials: Trials): Trials => {
    const next = order(trials.filter(isPlanned))[Symbol.iterator]();
    return trials.map((trial) => (isPlanned(trial) ? (next.next().value ?? trial) : trial));
  };
/** Two planned trials of the first block change places, and so do the two in the twin that mirror them. */
export const exchanged = (i: number, j: number) =>
  reordered((some) => some.map((trial, at) => some[{ [i]: j, [j]: i }[at] ?? at] ?? trial));
/** The second trial shows the prompt of the first. */
export const copyPrompt = (trials: Trials): Trials =>
  nth(1, (trial) => ({ ...trial, promptId: trials.find(isPlanned)?.promptId ?? "" }))(trials);
