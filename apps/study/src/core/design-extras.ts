import { at } from "@pairlab/domain/at";
import type { DesignForm, DesignTrial } from "@pairlab/domain/design";
import { KnownError } from "@pairlab/domain/errors";
import type { Extras } from "@pairlab/domain/extras";
import type { Question } from "@pairlab/domain/question";
import { createRng, type Rng, shuffled } from "@pairlab/domain/random";

interface Request {
  extras: Extras;
  questions: readonly Question[];
  seed: number;
}

/** A trial to be put in before the form's trial `before`; in that trial's block. */
interface Insertion {
  before: number;
  trial: Omit<DesignTrial, "index" | "block">;
}

const attempts = 200;

/**
 * A form with its checks, controls and repeats, each at a random place of its own; planned trials keep their order.
 *
 * No two extras are neighbours, none comes first, and no prompt is shown twice in a row. Places differ from form to
 * form, in twins too: nobody can learn where checks are.
 *
 * Throws: KnownError (input) for more extras than a form has room for, or wrong prompts where no prompt is shown.
 */
export function withExtras(form: DesignForm, request: Request): DesignForm {
  if (extraCount(request.extras) === 0) return form;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const rng = createRng(request.seed, `extras of form ${form.index}`, attempt);
    const extras = insertions(form, request, rng);
    const found = extras.length < extraCount(request.extras) ? undefined : placed(form, extras);
    if (found !== undefined) return found;
  }
  throw new KnownError(
    "input",
    `invalid extras: ${extraCount(request.extras)} find no places among ${form.trials.length} trials`,
    { hint: "ask for fewer, or for longer forms with more prompts" },
  );
}

export const extraCount = ({ checks, repeats, samePicture, wrongPrompt }: Extras): number =>
  checks + repeats + samePicture + wrongPrompt;

function insertions(form: DesignForm, request: Request, rng: Rng): Insertion[] {
  const { checks, repeats, samePicture, wrongPrompt } = request.extras;
  const taken = new Set<number>();
  const place = (from: number, to: number, fits: (trial: DesignTrial) => boolean): number => {
    const free = form.trials.filter(
      (trial) =>
        trial.index >= from &&
        trial.index < to &&
        !isBesideTaken(taken, trial.index) &&
        fits(trial),
    );
    const chosen = free.length === 0 ? -1 : at(free, rng.below(free.length)).index;
    taken.add(chosen);
    return chosen;
  };
  const { length } = form.trials;
  const anywhere = (fits = (_: DesignTrial) => true) => place(1, length, fits);
  /** A trial whose prompt its neighbours there don't show. */
  const anyFor = (before: number): DesignTrial => {
    const near = [form.trials[before - 1]?.promptId, form.trials[before]?.promptId];
    const free = form.trials.filter(({ promptId }) => !near.includes(promptId));
    return at(free.length === 0 ? form.trials : free, rng.below(free.length || length));
  };
  const sides = shuffled(
    Array.from({ length: checks }, (_, i) =>
      i % 2 === 0 ? ("left" as const) : ("right" as const),
    ),
    rng,
  );
  const control = (
    make: (before: number) => Insertion["trial"],
    fits?: (_: DesignTrial) => boolean,
  ) => {
    const before = anywhere(fits);
    return { before, trial: make(before) };
  };
  return [
    ...repeated(form, repeats, rng).map(({ index: _, block, ...trial }) => ({
      before: place(lastThird(form, block), length, (next) => next.block === block),
      trial: { ...trial, left: trial.right, right: trial.left, role: "repeat" as const },
    })),
    ...sides.map((expected) =>
      control((before) => ({ ...anyFor(before), role: "check" as const, expected })),
    ),
    ...Array.from({ length: samePicture }, () =>
      control((before) => {
        const { left, ...trial } = anyFor(before);
        return { ...trial, left, right: left, role: "control" as const };
      }),
    ),
    ...Array.from({ length: wrongPrompt }, () =>
      control(
        (before) => wrongPromptOf(anyFor(before), anyFor(before), rng),
        ({ questionId }) => isPromptShown(request.questions, questionId),
      ),
    ),
  ].map(({ before, trial }) => ({ before, trial: withQuestionOf(trial, form.trials[before]) }));
}

const isBesideTaken = (taken: ReadonlySet<number>, index: number): boolean =>
  [index - 1, index, index + 1].some((near) => taken.has(near));

const isPromptShown = (questions: readonly Question[], id: string): boolean =>
  questions.some((question) => question.id === id && question.showPrompt);

/** Trials of the first half of their block. */
function repeated(form: DesignForm, count: number, rng: Rng): DesignTrial[] {
  const early = form.trials.filter(({ index, block }) => {
    const { start, length } = blockOf(form, block);
    return index < start + length / 2;
  });
  return shuffled(early, rng).slice(0, count);
}

function blockOf({ trials }: DesignForm, block: number): { start: number; length: number } {
  const inside = trials.filter((trial) => trial.block === block);
  return { start: at(inside, 0).index, length: inside.length };
}

/** Where a block's last third begins. */
function lastThird(form: DesignForm, block: number): number {
  const { start, length } = blockOf(form, block);
  return start + Math.ceil((2 * length) / 3);
}

/** One arm's picture of the prompt beside its picture of another prompt. */
function wrongPromptOf(of: DesignTrial, other: DesignTrial, rng: Rng): Insertion["trial"] {
  const expected = rng.below(2) === 0 ? ("left" as const) : ("right" as const);
  const { index: _, block: __, ...trial } = of;
  const wrong = other.promptId;
  return {
    ...trial,
    right: trial.left,
    role: "control",
    expected,
    ...(expected === "left" ? { rightPromptId: wrong } : { leftPromptId: wrong }),
  };
}

const withQuestionOf = (trial: Insertion["trial"], next: DesignTrial | undefined) =>
  next === undefined ? trial : { ...trial, questionId: next.questionId };

/** Planned trials and extras in one order; undefined when the places don't do. */
function placed(form: DesignForm, extras: readonly Insertion[]): DesignForm | undefined {
  if (extras.some(({ before, trial }) => before < 1 || isItsOwnWrong(trial))) return undefined;
  const before = new Map(extras.map((extra) => [extra.before, extra.trial]));
  if (before.size < extras.length) return undefined;
  const trials = form.trials.flatMap((trial) => {
    const extra = before.get(trial.index);
    return extra === undefined ? [trial] : [{ ...extra, block: trial.block }, trial];
  });
  const clash = trials.some((trial, i) => sharesPrompt(trial, trials[i + 1]));
  if (clash) return undefined;
  return { ...form, trials: trials.map((trial, index) => ({ ...trial, index })) };
}

const isItsOwnWrong = ({ promptId, leftPromptId, rightPromptId }: Insertion["trial"]): boolean =>
  leftPromptId === promptId || rightPromptId === promptId;

type Prompts = Pick<DesignTrial, "promptId" | "leftPromptId" | "rightPromptId">;

function sharesPrompt(one: Prompts, other: Prompts | undefined): boolean {
  if (other === undefined) return false;
  const names = ({ promptId, leftPromptId, rightPromptId }: Prompts) =>
    [promptId, leftPromptId, rightPromptId].filter((name) => name !== undefined);
  return names(one).some((name) => names(other).includes(name));
}
