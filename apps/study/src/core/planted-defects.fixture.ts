import type { DesignForm } from "@pairlab/domain/design";
import {
  armLeft,
  arms,
  copyPrompt,
  exchanged,
  forms,
  inForm,
  isPlanned,
  nth,
  ofRole,
  pairOf,
  planned,
  reordered,
  solo,
  swap,
  taskOf,
} from "./small-design.fixture.ts";

/** What is done to the design, and the margin that must say so. */
export const defects: [string, () => DesignForm[], string][] = [
  ["a form dropped", () => forms.slice(1), "votes a task, off the plan"],
  [
    "a trial of a prompt nobody planned",
    () =>
      inForm(
        0,
        nth(3, (t) => ({ ...t, promptId: "ghost" })),
      ),
    "votes a task, off the plan",
  ],
  [
    "a task shown twice to one person",
    () => inForm(0, (trials) => nth(9, () => trials.find(isPlanned) ?? ({} as never))(trials)),
    "task twice in one form",
  ],
  [
    "a task with one arm always left",
    () =>
      forms.map((form) => ({
        ...form,
        trials: form.trials.map((t) =>
          isPlanned(t) && taskOf(t) === taskOf(planned(0)[3] ?? t) && t.left > t.right
            ? swap(t)
            : t,
        ),
      })),
    "left minus right of a task",
  ],
  [
    "one trial with its sides swapped",
    () => inForm(0, nth(3, swap)),
    "twins that don't mirror each other",
  ],
  [
    "a pair with its first arm always left, in every form",
    () =>
      forms.map((form) => ({
        ...form,
        trials: form.trials.map((t) => (pairOf(t) === "one,two" && t.left === "two" ? swap(t) : t)),
      })),
    "left minus right of a pair",
  ],
  [
    "a pair left in one question, right in the other",
    () =>
      forms.map((form) => ({
        ...form,
        trials: form.trials.map((t) =>
          isPlanned(t) &&
          pairOf(t) === "one,two" &&
          (t.left === "one") !== (t.questionId === "looks")
            ? swap(t)
            : t,
        ),
      })),
    "left minus right of a pair in a question",
  ],
  [
    "a trial of one pair given to another",
    () =>
      inForm(
        0,
        nth(3, (t) => ({
          ...t,
          left: t.right,
          right: arms.find((arm) => arm !== t.left && arm !== t.right) ?? "",
        })),
      ),
    "votes of one pair against another's",
  ],
  [
    "a person who sees one arm of a pair always left",
    () =>
      inForm(0, (trials) =>
        trials.map((t) =>
          isPlanned(t) && pairOf(t) === "one,two" && t.left === "two" ? swap(t) : t,
        ),
      ),
    "left minus right of a pair in a form",
  ],
  [
    "a person who sees one arm always left",
    () => inForm(0, armLeft("one")),
    "left minus right of an arm in a twin form",
  ],
  [
    "the same in a form without twin",
    () => inForm(solo, armLeft("one")),
    "left minus right of an arm in a form without twin",
  ],
  [
    "one prompt in two trials after another",
    () => inForm(0, copyPrompt),
    "prompt in adjacent trials",
  ],
  [
    "one prompt far more often than another in a form",
    () =>
      inForm(0, (trials) =>
        trials.map((t, i) => (isPlanned(t) && i % 3 === 0 ? { ...t, promptId: "p0" } : t)),
      ),
    "prompt counts in a form",
  ],
  [
    "one pair far more often than another in a block",
    () =>
      inForm(0, (trials) =>
        trials.map((t) =>
          isPlanned(t) && t.block === 0 ? { ...t, left: "one", right: "two" } : t,
        ),
      ),
    "pair counts in a block",
  ],
  [
    "a form one trial short",
    () => inForm(0, (trials) => trials.filter((t) => t !== planned(0)[4])),
    "trials a form, off the plan",
  ],
  [
    "a question asked in the other's block",
    () =>
      inForm(
        0,
        nth(3, (t) => ({ ...t, questionId: t.questionId === "text" ? "looks" : "text" })),
      ),
    "trials a block, off the plan",
  ],
  [
    "a trial moved within its block",
    () => inForm(0, exchanged(2, 9)),
    "twins that don't mirror each other",
  ],
  [
    "both twins in the same order",
    () =>
      inForm(
        0,
        reordered((some) => some.toReversed()),
      ),
    "task off the middle of its twin forms",
  ],
  [
    "a task early in both twins",
    () => inForm(0, exchanged(0, 12), exchanged(0, 12)),
    "task off the middle of its twin forms",
  ],
  [
    "a check made a repeat",
    () =>
      inForm(
        0,
        ofRole("check", () => ({ role: "repeat" })),
      ),
    "checks a form, off the plan",
  ],
  [
    "checks that all ask for the left",
    () =>
      inForm(
        0,
        ofRole("check", () => ({ expected: "left" })),
      ),
    "forms whose checks aren't half left, half right",
  ],
  [
    "a check in first place",
    () =>
      inForm(0, (trials) =>
        trials.toSorted((a, b) => Number(b.role === "check") - Number(a.role === "check")),
      ),
    "checks, controls or repeats first or side by side",
  ],
  [
    "a repeat with the sides it had",
    () => inForm(0, ofRole("repeat", swap)),
    "repeats that aren't an earlier pair with sides swapped",
  ],
  [
    "a control of two arms",
    () =>
      inForm(
        0,
        ofRole("control", (t) => ({ right: t.left === "one" ? "two" : "one" })),
      ),
    "controls with one picture twice, off the plan",
  ],
  [
    "a wrong prompt that is the right one",
    () =>
      inForm(
        0,
        ofRole("control", (t) =>
          t.expected === undefined ? {} : { leftPromptId: t.promptId, rightPromptId: t.promptId },
        ),
      ),
    "controls with a wrong prompt, off the plan",
  ],
];
