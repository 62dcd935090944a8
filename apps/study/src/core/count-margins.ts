import type { DesignForm } from "@pairlab/domain/design";
import type { Manifest } from "@pairlab/domain/manifest";
import type { Plan } from "@pairlab/domain/plan";
import { brokenTwins } from "./broken-twins.ts";
import { countExtras } from "./count-extras.ts";
import { adjacentPrompts, type FormPlan, formMargins, pairName, taskName } from "./form-margins.ts";
import { type Margin, promise } from "./margin.ts";

/**
 * How often a group was shown, how often its first arm stood left less how often it stood right, and, in forms that
 * have a twin, how far from the form's middle: places after it less places before it, twice.
 */
interface Count {
  times: number;
  lean: number;
  offMiddle: number;
}

/** Every margin of a design. */
export function designMargins(
  forms: Iterable<DesignForm>,
  plan: Plan,
  manifest: Pick<Manifest, "prompts">,
): Margin[] {
  const counter = countMargins(plan, manifest);
  for (const form of forms) counter.add(form);
  return counter.margins();
}

/**
 * Every margin of a design, counted from its trials alone, a form at a time and in any order; what is kept grows with
 * the tasks, not with the trials.
 *
 * Shares no code with the compiler on purpose: it is the second opinion that
 * `pairlab study design --verify` and the tests ask for.
 */
export function countMargins(plan: Plan, manifest: Pick<Manifest, "prompts">) {
  const formPlan = formPlanOf(plan, manifest);
  const groups = { task: new Map(), pair: new Map(), pairInQuestion: new Map() } as const;
  const twins = brokenTwins();
  const extras = countExtras(plan);
  const worst = new Map<string, number>();
  const raise = (name: string, value: number) =>
    worst.set(name, Math.max(worst.get(name) ?? 0, value));
  const sums = { adjacentPrompts: 0, blocksOff: 0 };
  return {
    add(whole: DesignForm): void {
      extras.add(whole);
      sums.adjacentPrompts += adjacentPrompts(whole.trials);
      const form = plannedPart(whole, plan.extras !== undefined);
      const middle = form.trials.length - 1;
      for (const [place, trial] of form.trials.entries()) {
        const lean = trial.left < trial.right ? 1 : -1;
        const offMiddle = form.twinOf === null ? 0 : 2 * place - middle;
        addTo(groups.task, taskName(trial), lean, offMiddle);
        addTo(groups.pair, pairName(trial), lean);
        addTo(groups.pairInQuestion, `${pairName(trial)} ${trial.questionId}`, lean);
      }
      const { blocksOff, armGap, ...inForm } = formMargins(form, formPlan);
      for (const [name, value] of Object.entries(inForm)) raise(name, value);
      raise(form.twinOf === null ? "soloArmGap" : "twinArmGap", armGap);
      sums.blocksOff += blocksOff;
      twins.add(form);
    },
    margins(): Margin[] {
      const inForm = (name: string) => worst.get(name) ?? 0;
      const solo = promise(
        "left minus right of an arm in a form without twin",
        inForm("soloArmGap"),
        1,
      );
      return [
        promise("votes a task, off the plan", votesOffPlan(groups.task, plan, formPlan)),
        promise("task twice in one form", inForm("taskTwice")),
        promise("left minus right of a task", lean(groups.task), plan.votesPerTask % 2),
        promise("left minus right of a pair", lean(groups.pair), 1),
        promise("left minus right of a pair in a question", lean(groups.pairInQuestion), 1),
        promise("votes of one pair against another's", spread(groups.pair)),
        promise("left minus right of a pair in a form", inForm("pairLean"), 1),
        promise("left minus right of an arm in a twin form", inForm("twinArmGap"), 1),
        { ...solo, advisory: true },
        promise("prompt in adjacent trials", sums.adjacentPrompts),
        promise("prompt counts in a form", inForm("promptSpread"), 1),
        promise("pair counts in a block", inForm("pairSpread"), 1),
        promise("trials a form, off the plan", inForm("lengthOff")),
        promise("trials a block, off the plan", sums.blocksOff),
        promise("twins that don't mirror each other", twins.count()),
        promise(
          "task off the middle of its twin forms",
          largest(groups.task, ({ offMiddle }) => Math.abs(offMiddle)),
        ),
        ...(plan.extras === undefined ? [] : extras.margins()),
      ];
    },
  };
}

/** A form as if it had nothing but its planned trials. Roles that the plan doesn't have stay in. */
const plannedPart = (form: DesignForm, hasExtras: boolean): DesignForm => ({
  ...form,
  trials: hasExtras
    ? form.trials
        .filter(({ role }) => role === "trial")
        .map((trial, index) => ({ ...trial, index }))
    : form.trials,
});

function formPlanOf(plan: Plan, manifest: Pick<Manifest, "prompts">): FormPlan {
  const { arms, pairs, promptIds, questions, trialsPerForm } = plan;
  const named =
    pairs === "all"
      ? arms.flatMap((left, i) => arms.slice(i + 1).map((right) => [left, right].sort()))
      : pairs.map((pair) => [...pair].sort());
  return {
    prompts: promptIds ?? manifest.prompts.map(({ id }) => id),
    pairs: named.map((pair) => pair.join(" ")),
    questions: questions.length,
    trialsPerForm,
  };
}

function addTo(counts: Map<string, Count>, name: string, lean: number, offMiddle = 0): void {
  const found = counts.get(name);
  if (found === undefined) counts.set(name, { times: 1, lean, offMiddle });
  else {
    found.times += 1;
    found.lean += lean;
    found.offMiddle += offMiddle;
  }
}

/** Most votes that any task is off; a task the plan doesn't name is off by all it has. */
function votesOffPlan(
  tasks: ReadonlyMap<string, Count>,
  { votesPerTask, questions }: Plan,
  { pairs, prompts }: FormPlan,
): number {
  let worst = 0;
  let known = 0;
  for (const pair of pairs) {
    for (const { id } of questions) {
      for (const prompt of prompts) {
        const times = tasks.get(`${pair} ${id} ${prompt}`)?.times ?? 0;
        if (times > 0) known += 1;
        worst = Math.max(worst, Math.abs(times - votesPerTask));
      }
    }
  }
  return known === tasks.size ? worst : Math.max(worst, 1);
}

const lean = (counts: ReadonlyMap<string, Count>): number =>
  largest(counts, (count) => Math.abs(count.lean));

/** Most times less fewest times that any group was shown. */
const spread = (counts: ReadonlyMap<string, Count>): number => {
  const most = largest(counts, ({ times }) => times);
  return largest(counts, ({ times }) => most - times);
};

function largest(counts: ReadonlyMap<string, Count>, value: (count: Count) => number): number {
  let found = 0;
  for (const count of counts.values()) found = Math.max(found, value(count));
  return found;
}
