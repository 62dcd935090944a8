import type { DesignForm, DesignTrial } from "@pairlab/domain/design";

/** A pair's name without regard to sides. */
export const pairName = ({ left, right }: DesignTrial): string =>
  left < right ? `${left} ${right}` : `${right} ${left}`;

export const taskName = (trial: DesignTrial): string =>
  `${pairName(trial)} ${trial.questionId} ${trial.promptId}`;

/** What the margins within one form are measured against. */
export interface FormPlan {
  prompts: readonly string[];
  pairs: readonly string[];
  questions: number;
  trialsPerForm: number;
}

/** The margins within one form, each the worst that was counted in it. Shares no code with the compiler. */
export function formMargins({ trials }: DesignForm, plan: FormPlan) {
  const blocks = [...new Set(trials.map(({ block }) => block))];
  const block = (wanted: number) => trials.filter((trial) => trial.block === wanted);
  return {
    taskTwice: Math.max(0, ...counted(trials, taskName).values()) - 1,
    pairLean: Math.max(0, ...[...leans(trials).values()].map(Math.abs)),
    armGap: armGap(trials),
    promptSpread: spreadOver(
      plan.prompts,
      counted(trials, ({ promptId }) => promptId),
    ),
    pairSpread: Math.max(
      0,
      ...blocks.map((one) => spreadOver(plan.pairs, counted(block(one), pairName))),
    ),
    lengthOff: Math.abs(trials.length - plan.trialsPerForm),
    blocksOff: isOrderly(trials, plan) ? 0 : 1,
  };
}

/** How often a prompt is shown in two trials after another, by whatever pictures. */
export const adjacentPrompts = (trials: readonly DesignTrial[]): number =>
  trials.filter((trial, i) => {
    const next = promptsOf(trials[i + 1]);
    return promptsOf(trial).some((prompt) => next.includes(prompt));
  }).length;

const promptsOf = (trial: DesignTrial | undefined): string[] =>
  trial === undefined
    ? []
    : [trial.promptId, trial.leftPromptId, trial.rightPromptId].filter((id) => id !== undefined);

function counted(
  trials: readonly DesignTrial[],
  name: (trial: DesignTrial) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const trial of trials) counts.set(name(trial), (counts.get(name(trial)) ?? 0) + 1);
  return counts;
}

/** Times the alphabetically first arm stood left, less the times it stood right, pair by pair. */
function leans(trials: readonly DesignTrial[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const trial of trials) {
    const lean = trial.left < trial.right ? 1 : -1;
    found.set(pairName(trial), (found.get(pairName(trial)) ?? 0) + lean);
  }
  return found;
}

function armGap(trials: readonly DesignTrial[]): number {
  const gaps = new Map<string, number>();
  for (const { left, right } of trials) {
    gaps.set(left, (gaps.get(left) ?? 0) + 1);
    gaps.set(right, (gaps.get(right) ?? 0) - 1);
  }
  return Math.max(0, ...[...gaps.values()].map(Math.abs));
}

/** Most times less fewest times that any of the names was counted. */
function spreadOver(names: readonly string[], counts: ReadonlyMap<string, number>): number {
  const all = names.map((name) => counts.get(name) ?? 0);
  return all.length === 0 ? 0 : Math.max(...all) - Math.min(...all);
}

/** Blocks are runs of one question, all of one length, each question once a form. */
function isOrderly(trials: readonly DesignTrial[], plan: FormPlan): boolean {
  const size = plan.trialsPerForm / plan.questions;
  const inOrder = trials.every(
    ({ index, block }, i) => index === i && block === Math.floor(i / size),
  );
  const kinds = new Set(trials.map(({ block, questionId }) => `${block} ${questionId}`));
  const asked = new Set(trials.map(({ questionId }) => questionId));
  return inOrder && kinds.size === plan.questions && asked.size === plan.questions;
}
