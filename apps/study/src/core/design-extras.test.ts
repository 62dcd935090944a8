import type { DesignForm } from "@pairlab/domain/design";
import { Plan } from "@pairlab/domain/plan";
import fc from "fast-check";
import { expect, test } from "vitest";
import { designMargins } from "./count-margins.ts";
import { compileDesign } from "./design.ts";
import { marginsHold } from "./margin.ts";

const digest = "a".repeat(64);
const arms = ["one", "two", "three"];
const prompts = Array.from({ length: 24 }, (_, i) => ({ id: `p${i}`, text: "x" }));
const manifest = { arms: arms.map((id) => ({ id }) as never), prompts };
const extras = { checks: 4, repeats: 2, samePicture: 1, wrongPrompt: 1 };
const planOf = (given: object = {}) =>
  Plan.parse({
    ...{ version: 1, arms, votesPerTask: 2, trialsPerForm: 36, seed: 5, extras },
    questions: [
      { id: "looks", title: "Looks", text: "?", showPrompt: false },
      { id: "text", title: "Text", text: "?", showPrompt: true },
    ],
    display: { displayPx: 384, kernel: "nearest" },
    ...given,
  });
const compile = (plan: Plan) => compileDesign(plan, manifest, digest).forms;
const broken = (forms: readonly DesignForm[], plan: Plan) =>
  designMargins(forms, plan, manifest)
    .filter(({ worst, allowed, advisory }) => !advisory && worst > allowed)
    .map(({ name }) => name);

test("every form has its checks, repeats and controls, and every margin holds", () => {
  const plan = planOf();
  const forms = compile(plan);
  expect(broken(forms, plan)).toEqual([]);
  for (const { trials } of forms) {
    expect(trials.map(({ index }) => index)).toEqual([...trials.keys()]);
    const of = (role: string) => trials.filter((trial) => trial.role === role);
    expect(["trial", "check", "repeat", "control"].map((role) => of(role).length)).toEqual([
      36, 4, 2, 2,
    ]);
    expect(
      of("check")
        .map(({ expected }) => expected)
        .sort(),
    ).toEqual([...["left", "left"], ...["right", "right"]]);
    expect(trials[0]?.role).toBe("trial");
  }
});

test("planned trials are those of the same plan without extras, in the same order", () => {
  const { extras: _, ...bare } = planOf();
  const planned = compile(planOf()).map(({ trials }) =>
    trials.filter(({ role }) => role === "trial").map(({ index: __, ...trial }) => trial),
  );
  const alone = compile(Plan.parse(bare)).map(({ trials }) =>
    trials.map(({ index: __, ...trial }) => trial),
  );
  expect(planned).toEqual(alone);
});

test("checks stand at other places in every form", () => {
  const places = compile(planOf()).map(({ trials }) =>
    trials.flatMap(({ role, index }) => (role === "check" ? [index] : [])).join(),
  );
  expect(new Set(places).size).toBeGreaterThan(places.length / 2);
});

test("any number of extras that a form has room for keeps all promises; others are refused", () => {
  const counts = fc.record({
    checks: fc.constantFrom(0, 2, 4, 6),
    repeats: fc.integer({ min: 0, max: 3 }),
    samePicture: fc.integer({ min: 0, max: 2 }),
    wrongPrompt: fc.integer({ min: 0, max: 2 }),
  });
  fc.assert(
    fc.property(counts, fc.nat({ max: 99 }), (wanted, seed) => {
      const plan = planOf({ extras: wanted, seed });
      expect(broken(compile(plan), plan)).toEqual([]);
    }),
    { numRuns: 40, seed: 3 },
  );
  expect(() => compile(planOf({ extras: { checks: 12, repeats: 12 } }))).toThrow(
    /invalid extras: 24/,
  );
});

type Change = (trial: DesignForm["trials"][number]) => object;
const ofRole =
  (role: string, change: Change): Change =>
  (trial) =>
    trial.role === role ? change(trial) : {};
test.each<[string, Change, string]>([
  [
    "a check that asks for the left only",
    ofRole("check", () => ({ expected: "left" })),
    "half left",
  ],
  ["a check made a control", ofRole("check", () => ({ role: "control" })), "checks a form"],
  [
    "a repeat with the same sides",
    ofRole("repeat", ({ left, right }) => ({ left: right, right: left })),
    "repeats that aren't",
  ],
  [
    "a control of two arms",
    ofRole("control", ({ left }) => ({ right: left === "one" ? "two" : "one" })),
    "controls with one picture twice",
  ],
  [
    "a control whose wrong prompt is the right one",
    ofRole("control", ({ promptId }) => ({ leftPromptId: promptId, rightPromptId: promptId })),
    "controls with a wrong prompt",
  ],
])("the recount notices %s", (_, change, margin) => {
  const plan = planOf();
  const forms = compile(plan);
  expect(marginsHold(designMargins(forms, plan, manifest))).toBe(true);
  const spoilt = forms.map((form) => ({
    ...form,
    trials: form.trials.map((trial) => ({ ...trial, ...change(trial) })),
  }));
  expect(broken(spoilt, plan).join()).toContain(margin);
});

test("the recount notices extras that come first or side by side", () => {
  const plan = planOf();
  const spoilt = compile(plan).map((form) => {
    const extra = form.trials.filter(({ role }) => role !== "trial");
    const rest = form.trials.filter(({ role }) => role === "trial");
    return { ...form, trials: [...extra, ...rest].map((trial, index) => ({ ...trial, index })) };
  });
  expect(broken(spoilt, plan)).toContain("checks, controls or repeats first or side by side");
});

test("a wrong prompt needs a question that shows the prompt", () => {
  const plan = planOf({ questions: [{ id: "q", title: "Q", text: "?", showPrompt: false }] });
  expect(() => compile(plan)).toThrow("invalid extras: wrongPrompt");
});
