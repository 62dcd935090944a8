import type { TrialRole } from "@pairlab/domain/vote";
import { expect, test } from "vitest";
import type { IssuedToken, Side } from "./blinding.ts";
import { blockViews, trialViews } from "./step-views.ts";

const words = {
  questions: [
    { id: "quality", title: "Quality", text: "Which looks better?", showPrompt: false },
    { id: "prompt", title: "Prompt", text: "Which fits better?", showPrompt: true },
  ],
  promptTexts: new Map([
    ["p1", "a cat"],
    ["p2", "a dog on a mat"],
  ]),
  instruction: (side: "left" | "right") => `Choose the ${side} one.`,
};
const trials = [
  { index: 0, block: 0, questionId: "quality", promptId: "p1", left: "arm-x", right: "arm-y" },
  { index: 1, block: 0, questionId: "quality", promptId: "p2", left: "arm-y", right: "arm-x" },
  { index: 2, block: 1, questionId: "prompt", promptId: "p1", left: "arm-x", right: "arm-y" },
  { index: 3, block: 1, questionId: "prompt", promptId: "p2", left: "arm-y", right: "arm-x" },
].map((trial) => ({ ...trial, role: "trial" as TrialRole, expected: null as Side | null }));
const tokens: IssuedToken[] = [1, 2].flatMap((trialIndex) => [
  { trialIndex, side: "right", stimulusId: `stimulus-${trialIndex}-r`, token: `r${trialIndex}` },
  { trialIndex, side: "left", stimulusId: `stimulus-${trialIndex}-l`, token: `l${trialIndex}` },
]);

test("a block keeps room for its longest prompt, and none where prompts are hidden", () => {
  expect(blockViews(trials, words)).toEqual([
    { question: "Which looks better?", firstTrial: 0, trials: 2, longestPrompt: null },
    { question: "Which fits better?", firstTrial: 2, trials: 2, longestPrompt: "a dog on a mat" },
  ]);
});

test("a trial is two addresses and, where the question shows it, the prompt", () => {
  expect(trialViews(trials, tokens, words)).toEqual([
    { index: 1, block: 0, promptText: null, instruction: null, left: "/i/l1", right: "/i/r1" },
    { index: 2, block: 1, promptText: "a cat", instruction: null, left: "/i/l2", right: "/i/r2" },
  ]);
});

test("a check is one sentence instead of prompt and question; a control looks like any other pair", () => {
  const changed = (role: TrialRole) =>
    trials.map((trial) =>
      trial.index === 2 ? { ...trial, role, expected: "right" as const } : trial,
    );
  const view = (role: TrialRole) => trialViews(changed(role), tokens, words)[1];
  expect(view("check")).toMatchObject({ promptText: null, instruction: "Choose the right one." });
  for (const role of ["control", "repeat"] as const) expect(view(role)).toEqual(view("trial"));
  expect(blockViews(changed("control"), words)).toEqual(blockViews(trials, words));
});

test("no arm, prompt id or stimulus id is in what the browser gets", () => {
  const sent = JSON.stringify([blockViews(trials, words), trialViews(trials, tokens, words)]);
  for (const secret of ["arm-x", "arm-y", "p1", "p2", "stimulus", "quality"])
    expect(sent).not.toContain(secret);
});

test("a trial with one token only is a bug, not half a pair", () => {
  expect(() => trialViews(trials, tokens.slice(0, 1), words)).toThrow("no left token");
});
