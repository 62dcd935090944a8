import fc from "fast-check";
import { expect, test } from "vitest";
import { answerHabits, median } from "./answer-habits.ts";
import { pairFill } from "./pair-fill.ts";
import { sessionLines } from "./session-lines.ts";
import type { LedgerAnswer, LedgerSession, LedgerTrial, StudyLedger } from "./study-ledger.ts";
import { finalAnswers } from "./study-ledger.ts";
import { isSealed, studyProgress } from "./study-progress.ts";

const trial = (formIndex: number, trialIndex: number): LedgerTrial => ({
  ...{ formIndex, trialIndex },
  questionId: trialIndex % 2 === 0 ? "looks" : "text",
  promptId: `p${trialIndex}`,
  left: formIndex % 2 === 0 ? "one" : "two",
  right: formIndex % 2 === 0 ? "two" : "one",
  role: "trial",
  expected: null,
});
const answer = (trialIndex: number, given: Partial<LedgerAnswer> = {}): LedgerAnswer => ({
  ...{ trialIndex, revision: 0, choice: "left", rtMs: 1000, receivedMs: 5 },
  ...given,
});
const session = (
  formIndex: number | null,
  given: Partial<LedgerSession> & { answers: readonly LedgerAnswer[] },
): LedgerSession => ({
  ...{ raterId: `p-${formIndex}`, step: "trials", startedMs: 0, finishedMs: null, formIndex },
  standing: formIndex === null ? "no form" : "under way",
  ...given,
});
const analysis = { estimand: "raters-like-these", level: 0.95 } as const;
const trials = [trial(0, 0), trial(0, 1), trial(1, 0), trial(1, 1)];
const finished = { step: "done", finishedMs: 120_000, standing: "fills" } as const;
const surplus = { ...finished, standing: "surplus" } as const;
const ledger = (...sessions: LedgerSession[]): StudyLedger => ({ trials, sessions });

test("only a preference of somebody who fills their form is a vote", () => {
  const { slots, people } = studyProgress(
    ledger(
      session(0, { ...finished, answers: [answer(0), answer(1, { choice: "skip" })] }),
      session(1, { answers: [answer(0)] }),
    ),
  );
  const votes = { planned: 4, votes: 1, skipped: 1 };
  expect(slots).toEqual({ ...votes, underway: 1, left: 0, surplus: 0 });
  expect(people).toEqual({ planned: 2, finished: 1, underway: 1, left: 0, surplus: 0 });
});

test("of several people with one form, the one who fills it counts, in whatever order they are read", () => {
  const answers = [answer(0), answer(1)];
  const people = [
    session(0, { standing: "left", answers: [answer(0, { choice: "right" })] }),
    session(0, { ...finished, answers }),
    session(0, { ...surplus, answers: answers.map((one) => ({ ...one, choice: "right" })) }),
    session(1, { ...finished, answers }),
  ];
  for (const some of [people, people.toReversed()]) {
    const found = ledger(...some);
    const progress = studyProgress(found);
    expect(progress.slots).toEqual({
      ...{ planned: 4, votes: 4, skipped: 0 },
      ...{ underway: 0, left: 1, surplus: 2 },
    });
    expect(progress.people).toEqual({
      ...{ planned: 2, finished: 2, underway: 0, left: 1, surplus: 1 },
    });
    expect(isSealed("live", progress)).toBe(false);
    expect(answerHabits(found, analysis).sides).toEqual({ left: 4, right: 0 });
    const [pair] = pairFill(found, ["one", "two"], ["looks", "text"]);
    expect(pair?.cells.map(({ votes }) => votes)).toEqual([2, 2]);
  }
});

test("what surplus people answered doesn't open the seal for a form that nobody filled", () => {
  const answers = [answer(0), answer(1)];
  const progress = studyProgress(
    ledger(
      session(0, { ...finished, answers }),
      session(0, { ...surplus, answers }),
      session(1, { standing: "left", answers }),
    ),
  );
  expect(isSealed("live", progress)).toBe(true);
});

test("somebody without a form has agreed but has not started", () => {
  const { reached, lastAnswerMs } = studyProgress(
    ledger(session(null, { step: "practice", answers: [] })),
  );
  expect(reached).toEqual({ agreed: 1, practised: 1, started: 0, finished: 0 });
  expect(lastAnswerMs).toBeNull();
});

test("the last revision of an answer counts, in whatever order they come", () => {
  const revised = [answer(0, { revision: 1, choice: "right" }), answer(0)];
  expect(finalAnswers(revised).get(0)?.choice).toBe("right");
  expect(finalAnswers(revised.toReversed()).get(0)?.choice).toBe("right");
});

test("a live study is sealed until each planned slot is answered, a simulated one never", () => {
  const answers = [answer(0), answer(1)];
  const half = studyProgress(ledger(session(0, { ...finished, answers })));
  expect(isSealed("live", half)).toBe(true);
  expect(isSealed("simulated", half)).toBe(false);
  const last = [answer(0), answer(1, { choice: "skip" })];
  const unfinished = ledger(session(0, { ...finished, answers }), session(1, { answers: last }));
  expect(isSealed("live", studyProgress(unfinished))).toBe(true);
  const whole = ledger(
    session(0, { ...finished, answers }),
    session(1, { ...finished, answers: last }),
  );
  expect(isSealed("live", studyProgress(whole))).toBe(false);
});

test("a pair's votes are counted whichever side its arms stood on", () => {
  const answers = [answer(0), answer(1)];
  const found = pairFill(
    ledger(session(0, { ...finished, answers }), session(1, { ...finished, answers: [answer(0)] })),
    ["one", "two", "three"],
    ["looks", "text"],
  );
  expect(found).toEqual([
    {
      a: "one",
      b: "two",
      cells: [
        { questionId: "looks", planned: 2, votes: 2 },
        { questionId: "text", planned: 2, votes: 1 },
      ],
    },
  ]);
});

test("every vote is in exactly one class of response times", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (rtMs) => {
      const answers = [answer(0, { rtMs })];
      const { times } = answerHabits(ledger(session(0, { ...finished, answers })), analysis);
      expect(times.reduce((sum, { votes }) => sum + votes, 0)).toBe(1);
    }),
  );
});

test("without votes there is no median and no minute, rather than a zero", () => {
  const habits = answerHabits(ledger(), analysis);
  expect(habits.medianRtMs).toBeUndefined();
  expect(habits.medianMinutes).toBeUndefined();
  expect(habits.sides).toEqual({ left: 0, right: 0 });
});

test("the median lies between the two middle values, and is one of them for odd counts", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([7])).toBe(7);
});

test("a person's line counts what they answered and what they skipped", () => {
  const answers = [answer(0), answer(1, { choice: "skip", rtMs: 0 })];
  expect(sessionLines(ledger(session(0, { ...finished, answers })))).toEqual([
    {
      ...{ raterId: "p-0", step: "done", standing: "fills", startedMs: 0, minutes: 2 },
      ...{ answered: 2, planned: 2, skipped: 1, medianRtMs: 1000 },
      checks: { answered: 0, failed: 0 },
    },
  ]);
});

test("the left share has the interval of the plan's estimand, or a reason why it has none", () => {
  const votes = (left: number) => [
    answer(0, { choice: left > 0 ? "left" : "right" }),
    answer(1, { choice: left > 1 ? "left" : "right" }),
  ];
  const both = ledger(
    session(0, { ...finished, answers: votes(1) }),
    session(1, { ...finished, answers: votes(0) }),
  );
  const { sides, leftInterval } = answerHabits(both, analysis);
  expect(sides).toEqual({ left: 1, right: 3 });
  expect(leftInterval).toMatchObject({ status: "ok", value: { kind: "by-rater", level: 0.95 } });
  const alone = answerHabits(ledger(session(0, { ...finished, answers: votes(1) })), analysis);
  expect(alone.leftInterval).toMatchObject({ status: "insufficient", have: 1, need: 2 });
});

test("checks and controls are no votes; failed checks are counted for a person to look at, skipped ones aren't", () => {
  const checks: LedgerTrial[] = [2, 3, 5].map((trialIndex) => ({
    ...trial(0, trialIndex),
    role: "check",
    expected: "left",
  }));
  const control: LedgerTrial = { ...trial(0, 4), role: "control" };
  const choices = ["left", "left", "left", "right", "left", "skip"] as const;
  const answers = choices.map((choice, index) => answer(index, { choice }));
  const { trials, sessions } = ledger(session(0, { ...finished, answers }));
  const whole: StudyLedger = {
    trials: [
      ...trials.filter(({ formIndex, trialIndex }) => formIndex !== 0 || trialIndex < 2),
      ...checks,
      control,
    ],
    sessions,
  };
  const { slots } = studyProgress(whole);
  expect([slots.planned, slots.votes]).toEqual([trials.length, 2]);
  expect(sessionLines(whole)[0]).toMatchObject({
    ...{ answered: 6, planned: 6, skipped: 1 },
    checks: { answered: 2, failed: 1 },
  });
});
