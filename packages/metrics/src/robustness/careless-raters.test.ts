import type { Vote } from "@pairlab/domain/vote";
import { expect, test } from "vitest";
import { analyse } from "../analyse.ts";
import { drawnPlan, drawnStudy } from "../drawn-study.fixture.ts";

const study = drawnStudy();
const extras = { checks: 2, repeats: 1, samePicture: 1, wrongPrompt: 1 };
/** The study with six more answers a rater: two checks, a repeat, two controls; the first `careless` raters fail. */
function withExtras(careless: number, isRecorded = true) {
  const raters = [...new Set(study.votes.map(({ raterId }) => raterId))];
  const more = raters.flatMap((raterId, i): Vote[] => {
    const mine = study.votes.filter((vote) => vote.raterId === raterId);
    const [trial] = mine.filter(({ questionId }) => questionId === "quality");
    if (trial === undefined) throw new RangeError("no trial");
    const extra = (n: number, change: Partial<Vote>): Vote => ({
      ...trial,
      ...{ id: `${raterId}.extra${n}`, trialIndex: 100 + n },
      ...change,
    });
    const sees = i >= careless;
    return [
      extra(0, { role: "check", expected: "left", choice: sees ? "left" : "right" }),
      extra(1, { role: "check", expected: "right", choice: sees ? "right" : "left" }),
      extra(2, { role: "repeat", left: trial.right, right: trial.left, choice: "left" }),
      extra(3, {
        role: "control",
        right: trial.left,
        expected: "left",
        choice: sees ? "left" : "right",
      }),
      extra(4, { role: "control", right: trial.left, choice: i % 4 === 0 ? "right" : "left" }),
    ];
  });
  const plan = { ...drawnPlan, extras };
  const votes = [...study.votes, ...more].map((vote) => {
    const { expected: _unsaid, ...silent } = vote;
    return isRecorded ? vote : silent;
  });
  return analyse({ ...study, plan, votes });
}

test("raters who failed two checks, and those who saw no wrong prompt, are left out by name; repeats are taken in", () => {
  const [quality] = withExtras(3).questions;
  const own = (quality?.robustness.subsets ?? []).map(({ rule, leftOut, takenIn }) => ({
    ...{ rule, ...leftOut },
    takenIn,
  }));
  const votes = study.votes.filter(
    ({ raterId, questionId }) => questionId === "quality" && ["r0", "r6", "r12"].includes(raterId),
  ).length;
  expect(own.slice(2)).toEqual([
    { rule: "failed-checks", votes, raters: 3, takenIn: undefined },
    { rule: "failed-controls", votes, raters: 3, takenIn: undefined },
    { rule: "repeats", votes: 0, raters: 0, takenIn: 24 },
  ]);
});

test("checks and controls are counted with intervals, and in no number of a pair", () => {
  const [with3, none] = [withExtras(3), analyse(study)];
  expect(with3.attention).toMatchObject({
    checks: {
      answered: 48,
      failed: 6,
      raters: 24,
      flagged: 3,
      share: { value: { share: 6 / 48 } },
    },
    wrongPrompt: { answered: 24, failed: 3 },
    samePicture: { answered: 24, ties: 0, leftShare: { value: { share: 18 / 24 } } },
  });
  expect(none.attention).toBeUndefined();
  expect(with3.questions.map(({ pairs }) => pairs)).toEqual(
    none.questions.map(({ pairs }) => pairs),
  );
});

test("an older file, which doesn't say what was expected, leaves checks and controls uncounted", () => {
  const silent = withExtras(3, false);
  expect(silent.attention).toBeUndefined();
  expect(silent.questions[0]?.robustness.subsets.map(({ rule }) => rule)).toEqual([
    "fast",
    "one-sided",
    "repeats",
  ]);
});
