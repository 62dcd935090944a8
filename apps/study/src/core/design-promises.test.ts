// The table of what a design promises, counted by the plainest code there is: not the compiler's, not the recount's.
import type { DesignForm, DesignTrial } from "@pairlab/domain/design";
import { KnownError } from "@pairlab/domain/errors";
import { Plan } from "@pairlab/domain/plan";
import fc from "fast-check";
import { expect, test } from "vitest";
import { designMargins } from "./count-margins.ts";
import { compileDesign } from "./design.ts";
import { marginsHold } from "./margin.ts";

const anyRequest = fc.record({
  arms: fc.integer({ min: 2, max: 6 }),
  prompts: fc.integer({ min: 3, max: 14 }),
  questions: fc.integer({ min: 1, max: 3 }),
  votesPerTask: fc.integer({ min: 1, max: 6 }),
  /** A length, or 0: one of those that divide the tasks into whole forms, by `pick`. */
  trialsPerForm: fc.oneof(fc.integer({ min: 2, max: 90 }), fc.constant(0)),
  pick: fc.nat(),
  thin: fc.integer({ min: 0, max: 3 }),
  seed: fc.nat(1000),
  extras: fc.record({
    checks: fc.constantFrom<number>(0, 0, 2, 4),
    repeats: fc.integer({ min: 0, max: 2 }),
    samePicture: fc.integer({ min: 0, max: 1 }),
    wrongPrompt: fc.integer({ min: 0, max: 1 }),
  }),
});
type Request = typeof anyRequest extends fc.Arbitrary<infer T> ? T : never;

function studyOf({ arms, prompts, questions, thin, pick, ...rest }: Request) {
  const armIds = Array.from({ length: arms }, (_, i) => `arm-${i}`);
  // A chain keeps every arm in play; what else is left out makes the comparison graph uneven.
  const pairs = armIds.flatMap((a, i) =>
    armIds.slice(i + 1).flatMap((b, j) => (j === 0 || (i + j) % 4 >= thin ? [[a, b]] : [])),
  );
  const tasks = pairs.length * prompts * questions;
  const round = rest.votesPerTask % 2 === 1 ? tasks : (tasks * rest.votesPerTask) / 2;
  const lengths = Array.from({ length: Math.min(tasks, 120) - 1 }, (_, i) => i + 2).filter(
    (length) => length % questions === 0 && round % length === 0,
  );
  const trialsPerForm = rest.trialsPerForm || (lengths[pick % lengths.length] ?? 2);
  const plan = Plan.parse({
    ...{ version: 1, arms: armIds, pairs, ...rest, trialsPerForm },
    questions: Array.from({ length: questions }, (_, i) => ({
      ...{ id: `q${i}`, title: "T", text: "?", showPrompt: true },
    })),
    display: { displayPx: 384, kernel: "nearest" },
  });
  const manifest = {
    arms: armIds.map((id) => ({ id }) as never),
    prompts: Array.from({ length: prompts }, (_, i) => ({ id: `p${i}`, text: "x" })),
  };
  return { plan, manifest, pairs };
}
type Study = ReturnType<typeof studyOf>;

/** The design, or the length that the refusal names as feasible. */
function compiled({ plan, manifest }: Study): DesignForm[] | { hint: string } {
  try {
    return compileDesign(plan, manifest, "a".repeat(64)).forms;
  } catch (error) {
    if (!(error instanceof KnownError) || error.kind !== "input") throw error;
    return { hint: error.hint ?? "" };
  }
}

const plannedOf = ({ trials }: DesignForm): DesignTrial[] =>
  trials.filter(({ role }) => role === "trial");
const pairOf = ({ left, right }: DesignTrial): string => [left, right].sort().join(" ");
const taskOf = (trial: DesignTrial): string =>
  `${pairOf(trial)} ${trial.promptId} ${trial.questionId}`;
function byName<T>(some: readonly T[], name: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of some) {
    const group = groups.get(name(one)) ?? [];
    if (group.push(one) === 1) groups.set(name(one), group);
  }
  return [...groups.values()];
}
const tilt = (some: readonly DesignTrial[]): number =>
  Math.abs(some.reduce((sum, { left, right }) => sum + (left < right ? 1 : -1), 0));
const range = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts);

function expectPromises({ plan, manifest, pairs }: Study, forms: readonly DesignForm[]): void {
  const all = forms.flatMap(plannedOf);
  const tasks = byName(all, taskOf);
  expect(tasks).toHaveLength(pairs.length * manifest.prompts.length * plan.questions.length);
  for (const task of tasks) {
    expect(task).toHaveLength(plan.votesPerTask);
    expect(tilt(task)).toBe(plan.votesPerTask % 2);
  }
  for (const pair of byName(all, pairOf)) {
    expect(pair).toHaveLength(all.length / pairs.length);
    expect(tilt(pair)).toBeLessThanOrEqual(1);
  }
  for (const form of forms) expectForm({ plan, manifest, pairs }, form);
  expectTwins(forms);
}

function expectForm({ plan, manifest }: Study, form: DesignForm): void {
  const trials = plannedOf(form);
  expect(trials).toHaveLength(plan.trialsPerForm);
  expect(new Set(trials.map(taskOf)).size).toBe(trials.length);
  for (const pair of byName(trials, pairOf)) expect(tilt(pair)).toBeLessThanOrEqual(1);
  if (form.twinOf !== null)
    for (const arm of plan.arms) {
      const left = trials.filter((trial) => trial.left === arm).length;
      const right = trials.filter((trial) => trial.right === arm).length;
      expect(Math.abs(left - right)).toBeLessThanOrEqual(1);
    }
  const shown = manifest.prompts.map(
    ({ id }) => trials.filter(({ promptId }) => promptId === id).length,
  );
  expect(range(shown)).toBeLessThanOrEqual(1);
  for (const [i, trial] of form.trials.entries()) {
    const next = form.trials[i + 1];
    if (next !== undefined) expect(trial.promptId).not.toBe(next.promptId);
    if (trial.role !== "trial") expect(form.trials[i - 1]?.role).toBe("trial");
  }
  expect(
    trials.map(({ questionId }) => questionId).filter((id, i, ids) => id !== ids[i - 1]),
  ).toHaveLength(plan.questions.length);
}

/** Of each task, its places in twin forms lie around the middle, and questions come in opposite orders. */
function expectTwins(forms: readonly DesignForm[]): void {
  const places = forms
    .filter(({ twinOf }) => twinOf !== null)
    .flatMap((form) => {
      const trials = plannedOf(form);
      return trials.map((trial, i) => ({ task: taskOf(trial), off: 2 * i - trials.length + 1 }));
    });
  for (const task of byName(places, ({ task: name }) => name))
    expect(task.reduce((sum, { off }) => sum + off, 0)).toBe(0);
  for (const { twinOf, trials } of forms) {
    if (twinOf === null) continue;
    expect(forms[twinOf]?.trials.at(-1)?.questionId).toBe(trials[0]?.questionId);
  }
}

test("whatever is asked for is refused with lengths that do, or kept in every row of the table", () => {
  let [kept, refused] = [0, 0];
  fc.assert(
    fc.property(anyRequest, (request) => {
      const study = studyOf(request);
      const found = compiled(study);
      if (Array.isArray(found)) {
        kept += 1;
        expectPromises(study, found);
        expect(marginsHold(designMargins(found, study.plan, study.manifest))).toBe(true);
        return;
      }
      refused += 1;
      const lengths = [...(/nearest that fit: (.*)/.exec(found.hint)?.[1]?.matchAll(/\d+/g) ?? [])];
      for (const [length] of lengths) {
        const bare = { ...request, trialsPerForm: Number(length), extras: noExtras };
        const feasible = studyOf(bare);
        const forms = compiled(feasible);
        if (Array.isArray(forms)) expectPromises(feasible, forms);
        else expect(forms).toBe(length);
      }
      if (lengths.length === 0) expect(found.hint).toMatch(/^(ask for fewer|no form length fits)/);
    }),
    { seed: 20261126, numRuns: 250 },
  );
  expect(Math.min(kept, refused)).toBeGreaterThan(50);
});

const noExtras = { checks: 0, repeats: 0, samePicture: 0, wrongPrompt: 0 };

test("whichever forms are filled, a pair's sides differ by no more than the forms whose twin isn't there", () => {
  const designs = [1, 2, 3, 4].map((votesPerTask) => {
    const study = studyOf({
      ...{ arms: 4, prompts: 12, questions: 2, votesPerTask, trialsPerForm: 24, thin: 0, pick: 0 },
      seed: 3,
      extras: noExtras,
    });
    return compileDesign(study.plan, study.manifest, "a".repeat(64)).forms;
  });
  const history = fc.record({
    design: fc.constantFrom(...designs),
    filled: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
  });
  fc.assert(
    fc.property(history, ({ design, filled }) => {
      const forms = design.filter(({ index }) => filled[index % filled.length]);
      const there = new Set(forms.map(({ index }) => index));
      const alone = forms.filter(({ twinOf }) => twinOf === null || !there.has(twinOf)).length;
      for (const pair of byName(forms.flatMap(plannedOf), pairOf))
        expect(tilt(pair)).toBeLessThanOrEqual(alone);
      const twins = forms.filter(({ twinOf }) => twinOf !== null && there.has(twinOf));
      for (const task of byName(twins.flatMap(plannedOf), taskOf)) expect(tilt(task)).toBe(0);
    }),
    { seed: 20261126, numRuns: 2000 },
  );
});
