import type { DesignTrial } from "@pairlab/domain/design";
import { KnownError } from "@pairlab/domain/errors";
import { Plan } from "@pairlab/domain/plan";
import fc from "fast-check";
import { expect, test } from "vitest";
import { designMargins } from "./count-margins.ts";
import { compileDesign } from "./design.ts";
import { marginsHold } from "./margin.ts";

const digest = "a".repeat(64);

interface Shape {
  arms: number;
  prompts: number;
  questions: number;
  votes: number;
  trials: number;
  pairs?: [number, number][];
  seed?: number;
}

function study({ arms, prompts, questions, votes, trials, pairs, seed = 1 }: Shape) {
  const armIds = Array.from({ length: arms }, (_, index) => `arm-${index}`);
  const plan = Plan.parse({
    version: 1,
    arms: armIds,
    pairs: pairs?.map((pair) => pair.map((index) => armIds[index])) ?? "all",
    questions: Array.from({ length: questions }, (_, index) => ({
      id: `q${index}`,
      title: "T",
      text: "?",
      showPrompt: false,
    })),
    votesPerTask: votes,
    trialsPerForm: trials,
    seed,
    display: { displayPx: 384, kernel: "nearest" },
  });
  const manifest = {
    arms: armIds.map((id) => ({
      id,
      label: id,
      modelId: "m",
      steps: 1,
      guidance: 0,
      scheduler: "lcm" as const,
      negativePrompt: null,
      size: { height: 8, width: 8 },
      originalSize: { height: 8, width: 8 },
    })),
    prompts: Array.from({ length: prompts }, (_, index) => ({ id: `p${index}`, text: "x" })),
  };
  return { plan, manifest };
}

function compile(shape: Shape) {
  const { plan, manifest } = study(shape);
  return compileDesign(plan, manifest, digest);
}

const demo: Shape = { arms: 4, prompts: 40, questions: 2, votes: 2, trials: 24 };

/** Counts of the plainest kind, sharing code neither with the compiler nor with designMargins. */
function showings(shape: Shape) {
  const seen: Record<string, { times: number; lean: number }> = {};
  for (const form of compile(shape).forms)
    for (const { questionId, promptId, left, right } of form.trials) {
      const name = `${questionId}/${promptId}/${left < right ? `${left}/${right}` : `${right}/${left}`}`;
      seen[name] ??= { times: 0, lean: 0 };
      seen[name].times += 1;
      seen[name].lean += left < right ? 1 : -1;
    }
  return seen;
}

test("the demo has 40 forms of two blocks of 12, each task twice, once each way round", () => {
  const { forms } = compile(demo);
  expect(forms).toHaveLength(40);
  for (const { trials } of forms) {
    expect(trials.map(({ block }) => block)).toEqual([...Array(12).fill(0), ...Array(12).fill(1)]);
    expect(new Set(trials.map(({ promptId }) => promptId)).size).toBe(24);
  }
  const seen = Object.values(showings(demo));
  expect(seen).toHaveLength(480);
  expect(seen.every(({ times, lean }) => times === 2 && lean === 0)).toBe(true);
});

test("each question opens half of the demo's forms", () => {
  const opening = compile(demo).forms.map(({ trials }) => trials[0]?.questionId);
  expect(opening.filter((id) => id === "q0")).toHaveLength(20);
});

test("a design is a pure function of plan and seed", () => {
  expect(compile(demo)).toEqual(compile(demo));
  expect(compile({ ...demo, seed: 2 })).not.toEqual(compile(demo));
});

const shapes = fc
  .record({
    arms: fc.integer({ min: 2, max: 6 }),
    prompts: fc.integer({ min: 2, max: 14 }),
    questions: fc.integer({ min: 1, max: 3 }),
    votes: fc.integer({ min: 1, max: 6 }),
    seed: fc.integer({ min: 0, max: 1000 }),
    drop: fc.integer({ min: 0, max: 3 }),
    pick: fc.nat(),
  })
  .map(({ drop, pick, ...shape }) => {
    const all = Array.from({ length: shape.arms }, (_, a) =>
      Array.from({ length: shape.arms - a - 1 }, (_, b): [number, number] => [a, a + b + 1]),
    ).flat();
    // A chain keeps every arm in play; what else is dropped makes the comparison graph uneven.
    const pairs = all.filter(([a, b], index) => b === a + 1 || index % 4 >= drop);
    const tasks = pairs.length * shape.prompts * shape.questions;
    const round = shape.votes % 2 === 1 ? tasks : (tasks * shape.votes) / 2;
    const lengths = Array.from({ length: Math.min(tasks, 400) - 1 }, (_, i) => i + 2).filter(
      (length) => length % shape.questions === 0 && round % length === 0,
    );
    return { ...shape, pairs, trials: lengths[pick % lengths.length] ?? 0 };
  })
  .filter(({ trials, prompts, questions }) => trials >= 2 && (prompts > 2 || questions < 3));

test("every margin holds for every plan that divides into whole forms", () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const { plan, manifest } = study(shape);
      const margins = designMargins(compile(shape).forms, plan, manifest);
      expect(
        margins.filter(({ worst, allowed, advisory }) => !advisory && worst > allowed),
      ).toEqual([]);
      const seen = Object.values(showings(shape));
      expect(seen).toHaveLength(shape.pairs.length * shape.prompts * shape.questions);
      for (const { times, lean } of seen) {
        expect(times).toBe(shape.votes);
        expect(Math.abs(lean)).toBe(shape.votes % 2);
      }
    }),
    { seed: 20261124 },
  );
});

test("forms without a twin keep person × arm within 1 when pairs are even in a form", () => {
  const shape: Shape = { arms: 4, prompts: 12, questions: 2, votes: 1, trials: 24 };
  const { plan, manifest } = study(shape);
  const margin = designMargins(compile(shape).forms, plan, manifest).find(({ name }) =>
    name.includes("without twin"),
  );
  expect(margin?.worst).toBeLessThanOrEqual(1);
});

test.each([
  ["a trial on the other side", 0, { left: "arm-9" }],
  ["a prompt shown again", 0, { promptId: "p0" }],
  ["a question asked in the wrong block", 0, { questionId: "q9" }],
])("designMargins notices %s", (_, index, change) => {
  const { plan, manifest } = study(demo);
  const [first, ...rest] = compile(demo).forms;
  if (first === undefined) throw new Error("no form");
  const trials = first.trials.map((trial) =>
    trial.index === index ? { ...trial, ...change } : trial,
  );
  expect(marginsHold(designMargins([first, ...rest], plan, manifest))).toBe(true);
  expect(marginsHold(designMargins([{ ...first, trials }, ...rest], plan, manifest))).toBe(false);
});

test("designMargins notices swapped sides and a lost form", () => {
  const { plan, manifest } = study(demo);
  const { forms } = compile(demo);
  const swapped = forms.map((form) => ({
    ...form,
    trials: form.trials.map((trial) =>
      form.index === 0 ? { ...trial, left: trial.right, right: trial.left } : trial,
    ),
  }));
  expect(marginsHold(designMargins(swapped, plan, manifest))).toBe(false);
  expect(marginsHold(designMargins(forms.slice(1), plan, manifest))).toBe(false);
});

test("each planted defect breaks the margin that names it", () => {
  const { plan, manifest } = study(demo);
  const { forms } = compile(demo);
  const broken = (
    change: (trials: DesignTrial[]) => DesignTrial[],
    of: (index: number) => boolean = (index) => index === 0,
  ) =>
    designMargins(
      forms.map((form) => (of(form.index) ? { ...form, trials: change(form.trials) } : form)),
      plan,
      manifest,
    )
      .filter(({ worst, allowed, advisory }) => worst > allowed && !advisory)
      .map(({ name }) => name);
  const everywhere = () => true;
  const rename = (trials: DesignTrial[]) =>
    trials.map((trial) => (trial.promptId === "p7" ? { ...trial, promptId: "ghost" } : trial));
  const swapFirst = ([first, ...rest]: DesignTrial[]) =>
    first === undefined ? [] : [{ ...first, left: first.right, right: first.left }, ...rest];
  const repeatFirst = ([first, second, ...rest]: DesignTrial[]) =>
    first === undefined || second === undefined ? [] : [first, first, ...rest];
  expect(broken((trials) => trials, everywhere)).toEqual([]);
  expect(broken(rename, everywhere)).toContain("votes a task, off the plan");
  expect(broken(swapFirst)).toContain("left minus right of a task");
  expect(broken(swapFirst)).toContain("twins that don't mirror each other");
  expect(broken(repeatFirst)).toContain("task twice in one form");
  expect(broken(repeatFirst)).toContain("prompt in adjacent trials");
  expect(broken((trials) => trials.slice(1))).toContain("trials a form, off the plan");
  expect(broken((trials) => trials.toReversed())).toContain("twins that don't mirror each other");
});

test("a plan that whole forms can't satisfy is refused with the nearest lengths that fit", () => {
  try {
    compile({ ...demo, trials: 25 });
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    expect(error.kind).toBe("input");
    expect(error.message).toMatch(/^invalid trialsPerForm: 25 doesn't divide 6 pairs × 40 prompts/);
    expect(error.hint).toBe('nearest that fit: "trialsPerForm": 24 or 30');
  }
});

test.each([
  ["unknown arm: arm-9", { arms: ["arm-0", "arm-9"] }],
  ["duplicate arm: arm-0", { arms: ["arm-0", "arm-0"] }],
  ["unknown prompt: nowhere", { promptIds: ["p0", "nowhere"] }],
  ["invalid pair: arm-1 against itself", { pairs: [["arm-1", "arm-1"]] }],
  [
    "duplicate pair: arm-0 vs arm-1",
    {
      pairs: [
        ["arm-0", "arm-1"],
        ["arm-1", "arm-0"],
      ],
    },
  ],
  ["missing pair: arm arm-2 meets no other arm", { pairs: [["arm-0", "arm-1"]] }],
  [
    "unknown question: taste",
    { hypotheses: [{ id: "h", questionId: "taste", a: "arm-0", b: "arm-1", expects: "a" }] },
  ],
  ["invalid plan: one prompt", { promptIds: ["p0"] }],
  ['invalid plan: bothBad is true, but ties is "none"', { bothBad: true }],
])("a plan is refused: %s", (message, change) => {
  const { plan, manifest } = study({ ...demo, arms: 3 });
  const changed = Plan.parse({ ...plan, ...change });
  expect(() => compileDesign(changed, manifest, digest)).toThrow(message);
});
