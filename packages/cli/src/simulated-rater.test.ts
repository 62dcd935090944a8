import { Plan } from "@pairlab/domain/plan";
import { expect, test } from "vitest";
import { plantedModel, plantedStrengths, simulatedRater } from "./simulated-rater.ts";

const plan = Plan.parse({
  version: 1,
  arms: ["one", "two", "three", "four"],
  questions: ["q", "r", "s"].map((id) => ({ id, title: id, text: "?", showPrompt: false })),
  votesPerTask: 2,
  trialsPerForm: 6,
  seed: 1,
  display: { displayPx: 384, kernel: "nearest" },
});

test("planted strengths are evenly spaced, sum to zero and differ between questions", () => {
  const planted = plantedStrengths(plan, 7);
  const orders = ["q", "r", "s"].map((wanted) => {
    const strengths = planted
      .filter(({ questionId }) => questionId === wanted)
      .map(({ strength }) => strength);
    expect(strengths.reduce((sum, strength) => sum + strength, 0)).toBeCloseTo(0, 12);
    const sorted = strengths.toSorted((one, other) => one - other);
    for (const [index, strength] of sorted.slice(1).entries())
      expect(strength - (sorted[index] ?? 0)).toBeCloseTo(plantedModel.strengthSpacing, 12);
    return strengths.join();
  });
  expect(new Set(orders).size).toBeGreaterThan(1);
});

const trial = (left: string, right: string, prompt = 0) => ({
  questionId: "q",
  promptId: `p${prompt}`,
  left,
  right,
  role: "trial",
  expected: null,
});

function leftShare(left: string, right: string): number {
  let lefts = 0;
  const raters = 60;
  const prompts = 40;
  for (let index = 0; index < raters; index += 1) {
    const rater = simulatedRater(plan, 7, index);
    for (let prompt = 0; prompt < prompts; prompt += 1)
      if (rater.answer(trial(left, right, prompt), prompt).choice === "left") lefts += 1;
  }
  return lefts / (raters * prompts);
}

test("the strongest arm beats the weakest on either side about as often as planted", () => {
  const planted = plantedStrengths(plan, 7).filter(({ questionId }) => questionId === "q");
  const sorted = planted.toSorted((one, other) => one.strength - other.strength);
  const [weakest, strongest] = [sorted.at(0)?.armId ?? "", sorted.at(-1)?.armId ?? ""];
  // 1.2 logits apart: 0.77 without random effects, a little nearer to one half with them.
  expect(leftShare(strongest, weakest)).toBeGreaterThan(0.68);
  expect(leftShare(strongest, weakest)).toBeLessThan(0.84);
  expect(leftShare(weakest, strongest)).toBeLessThan(0.32);
});

test("a rater's answer depends on seed, rater and trial alone", () => {
  const answer = (seed: number, index: number) =>
    simulatedRater(plan, seed, index).answer(trial("one", "two"), 3);
  expect(answer(7, 0)).toEqual(answer(7, 0));
  expect(answer(7, 0).rtMs).not.toBe(answer(7, 1).rtMs);
  expect(answer(7, 0).rtMs).not.toBe(answer(8, 0).rtMs);
});

test("ties appear where the plan allows them, and nowhere else", () => {
  const choices = (ties: "none" | "allowed") => {
    const rater = simulatedRater({ ...plan, ties }, 7, 0);
    return Array.from(
      { length: 200 },
      (_, place) => rater.answer(trial("one", "two", place), place).choice,
    );
  };
  expect(new Set(choices("none"))).toEqual(new Set(["left", "right"]));
  expect(new Set(choices("allowed"))).toEqual(new Set(["left", "right", "tie"]));
});
