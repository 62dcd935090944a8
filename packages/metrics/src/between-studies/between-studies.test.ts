import { at } from "@pairlab/domain/at";
import { createRng, shuffled } from "@pairlab/domain/random";
import { expect, test } from "vitest";
import { okValue } from "../ok-value.fixture.ts";
import { type PairDifferenceOptions, pairDifferences, type StudyVote } from "./pair-differences.ts";

const options: PairDifferenceOptions = {
  estimand: "raters-and-prompts-like-these",
  ties: "half",
  level: 0.95,
  method: "holm",
  margin: undefined,
};

/** Twenty raters on twenty-five prompts; strong effects of both, the same in every file of one seed. */
function file(shift: number, { seed = 1, prefix = "", draw = 1 } = {}): StudyVote[] {
  const world = createRng(seed, "world");
  const effect = () => (world.float() - 0.5) * 0.7;
  const [raters, prompts] = [20, 25].map((n) => Array.from({ length: n }, effect));
  const rng = createRng(draw, "votes");
  return (raters ?? []).flatMap((ofRater, rater) =>
    (prompts ?? []).map((onPrompt, prompt) => ({
      question: "",
      i: "x",
      j: "y",
      score: rng.float() < 0.5 + shift + ofRater + onPrompt ? 1 : 0,
      weight: 1,
      rater: `${prefix}r${rater}`,
      prompt: `${prefix}p${prompt}`,
    })),
  );
}
const votesOf = (votes: readonly StudyVote[]) => ({ votes, counts: false });

test("shared raters and prompts cancel: the paired difference is told apart where an unpaired one isn't", () => {
  const first = votesOf(file(0.15, { draw: 1 }));
  const paired = pairDifferences(first, votesOf(file(0, { draw: 2 })), options);
  const apart = pairDifferences(first, votesOf(file(0, { draw: 2, prefix: "other" })), options);
  const [one, other] = [paired, apart].map(({ pairs }) => okValue(at(pairs, 0).difference));
  expect(one?.value).toBe(other?.value);
  expect(one?.standardError).toBeLessThan((other?.standardError ?? 0) / 1.5);
  expect(one?.p).toBeLessThan(0.01);
  expect(okValue(at(paired.pairs, 0).changed).answered).toBe(500);
  expect(at(apart.pairs, 0).changed.status).toBe("insufficient");
});

test("a file against itself has no difference to test, and one changed answer has the error of one", () => {
  const same = file(0);
  expect(
    at(pairDifferences(votesOf(same), votesOf(same), options).pairs, 0).difference.status,
  ).toBe("undetermined");
  const changed = same.map((vote, i) => (i === 0 ? { ...vote, score: 1 - vote.score } : vote));
  const found = okValue(
    at(pairDifferences(votesOf(changed), votesOf(same), options).pairs, 0).difference,
  );
  expect(Math.abs(found.value)).toBeCloseTo(1 / 500, 12);
  expect(found.standardError).toBeLessThan(0.004);
  expect(found.p).toBeGreaterThan(0.2);
});

test("two files of the same world differ by chance as often as the level says", () => {
  const rejected = Array.from({ length: 200 }, (_, study) => {
    const first = votesOf(file(0, { seed: study, draw: 2 * study }));
    const second = votesOf(file(0, { seed: study, draw: 2 * study + 1 }));
    return okValue(at(pairDifferences(first, second, options).pairs, 0).difference).p < 0.05;
  }).filter(Boolean);
  expect(rejected.length).toBeLessThanOrEqual(20);
});

test("files that change places turn the sign of the difference, and the order of votes has no influence", () => {
  const [first, second] = [file(0.1), file(0, { draw: 2 })];
  const forward = at(pairDifferences(votesOf(first), votesOf(second), options).pairs, 0);
  const backward = at(pairDifferences(votesOf(second), votesOf(first), options).pairs, 0);
  expect(okValue(backward.difference).value).toBe(-okValue(forward.difference).value);
  expect(okValue(backward.changed).toI).toBe(okValue(forward.changed).toJ);
  const mixed = shuffled(first, createRng(5, "mixed"));
  expect(at(pairDifferences(votesOf(mixed), votesOf(second), options).pairs, 0)).toEqual(forward);
});

test("all pairs and questions in both files are adjusted together, the others listed", () => {
  const more = (question: string, j: string, shift: number, draw: number) =>
    file(shift, { draw }).map((vote) => ({ ...vote, question, j }));
  const first = votesOf([
    ...more("q1", "y", 0.1, 1),
    ...more("q1", "z", 0.1, 3),
    ...more("q2", "y", 0, 5),
  ]);
  const second = votesOf([
    ...more("q1", "y", 0, 2),
    ...more("q1", "z", 0, 4),
    ...more("q3", "y", 0, 6),
  ]);
  const found = pairDifferences(first, second, options);
  expect(found.pairs.map(({ question, j }) => `${question} ${j}`)).toEqual(["q1 y", "q1 z"]);
  const smallest = Math.min(...found.pairs.map(({ difference }) => okValue(difference).p));
  const adjusted = found.pairs.map(({ difference }) => okValue(difference).adjustedP);
  expect(Math.min(...adjusted)).toBeCloseTo(2 * smallest, 12);
  expect(found.onlyInFirst).toEqual([{ question: "q2", i: "x", j: "y" }]);
  expect(found.onlyInSecond).toEqual([{ question: "q3", i: "x", j: "y" }]);
});

test("a margin asks whether files are equivalent, which noise alone doesn't make them", () => {
  const first = votesOf(file(0, { draw: 1 }));
  const second = votesOf(file(0, { draw: 2 }));
  const verdict = (margin: number) => {
    const [pair] = pairDifferences(first, second, { ...options, margin }).pairs;
    return pair?.difference.status === "ok"
      ? pair.difference.value.equivalence?.equivalent
      : undefined;
  };
  expect(verdict(0.3)).toBe(true);
  expect(verdict(0.01)).toBe(false);
});

test("independent votes and counts have Newcombe's interval, and say that independence was assumed", () => {
  // Newcombe 1998: 56/70 and 48/80, .0524 to .3339.
  const counted = (wins: number, losses: number): StudyVote[] => [
    { question: "", i: "x", j: "y", score: 1, weight: wins },
    { question: "", i: "x", j: "y", score: 0, weight: losses },
  ];
  const independent = { ...options, estimand: undefined };
  const [pair] = pairDifferences(
    { votes: counted(56, 14), counts: true },
    { votes: counted(48, 32), counts: true },
    independent,
  ).pairs;
  expect(pair).toMatchObject({
    first: { votes: 70 },
    difference: { notes: [{ code: "iidAssumed" }] },
  });
  const value = pair?.difference.status === "ok" ? pair.difference.value : undefined;
  expect([value?.lower, value?.upper]).toEqual([
    expect.closeTo(0.0524, 4),
    expect.closeTo(0.3339, 4),
  ]);
  expect(value?.p).toBeCloseTo(0.00804508136819656, 12);
  const alike = pairDifferences(
    { votes: counted(5, 0).slice(0, 1), counts: true },
    { votes: counted(7, 0).slice(0, 1), counts: true },
    independent,
  );
  expect(at(alike.pairs, 0).difference.status).toBe("undetermined");
});

test("ties count half or are dropped; one rater is insufficient; nothing in common is an empty list", () => {
  const tied = file(0).map((vote, i) => (i % 5 === 0 ? { ...vote, score: 0.5 } : vote));
  const dropped = pairDifferences(votesOf(tied), votesOf(tied), { ...options, ties: "drop" });
  expect(at(dropped.pairs, 0).first.votes).toBe(400);
  expect(at(pairDifferences(votesOf(tied), votesOf(tied), options).pairs, 0).first.votes).toBe(500);
  const alone = votesOf(file(0).filter(({ rater }) => rater === "r0"));
  const few = pairDifferences(alone, alone, options);
  expect(at(few.pairs, 0).difference).toMatchObject({ status: "insufficient", have: 1 });
  expect(pairDifferences(votesOf([]), votesOf(tied), options).pairs).toEqual([]);
});

test("votes that cancel by rater and by prompt still have the error of their cells", () => {
  const board = (turn: number): StudyVote[] =>
    Array.from({ length: 64 }, (_, i) => {
      const [rater, prompt] = [i % 8, Math.floor(i / 8)];
      const score = (rater + prompt + turn) % 2;
      return {
        question: "",
        i: "x",
        j: "y",
        score,
        weight: 1,
        rater: `r${rater}`,
        prompt: `p${prompt}`,
      };
    });
  const found = at(
    pairDifferences(votesOf(board(0)), votesOf(board(1)), options).pairs,
    0,
  ).difference;
  expect(found).toMatchObject({ status: "ok", notes: [{ code: "varianceFloored" }] });
  // Every cell turned: each influences the difference by ±1/64, so that their squares sum to 1/64.
  expect(okValue(found).standardError).toBeCloseTo(1 / 8, 12);
});

test("answers that stand for several, or were given twice, aren't counted as changed", () => {
  const vote = (score: number, more: Partial<StudyVote> = {}): StudyVote => ({
    question: "",
    i: "x",
    j: "y",
    score,
    weight: 1,
    rater: "r1",
    prompt: "p1",
    ...more,
  });
  const changed = (first: StudyVote[], second: StudyVote[]) =>
    at(pairDifferences(votesOf(first), votesOf(second), options).pairs, 0).changed;
  expect(okValue(changed([vote(0)], [vote(1)]))).toMatchObject({
    answered: 1,
    toI: 1,
    toJ: 0,
    exactP: 1,
  });
  expect(changed([vote(0, { weight: 2 })], [vote(1)]).status).toBe("insufficient");
  expect(changed([vote(0), vote(1)], [vote(1)]).status).toBe("insufficient");
  expect(changed([vote(0.5)], [vote(1)]).status).toBe("insufficient");
});

test("raters of files that share none change places: exact for few, and never 0", () => {
  const rated = (rater: string, score: number): StudyVote => ({
    question: "",
    i: "x",
    j: "y",
    score,
    weight: 1,
    rater,
    prompt: "p",
  });
  const exchanged = (first: StudyVote[], second: StudyVote[]) =>
    at(pairDifferences(votesOf(first), votesOf(second), options).pairs, 0).exchanged;
  // Means 1, 1/2 and 1 against 0, 0 and 0: of twenty ways to part six raters this one and its mirror differ as much.
  const first = [rated("a", 1), rated("b", 1), rated("b", 0), rated("c", 1)];
  const second = [rated("d", 0), rated("e", 0), rated("f", 0)];
  expect(okValue(exchanged(first, second))).toEqual({
    difference: 5 / 6,
    p: 0.1,
    arrangements: "all",
    looked: 20,
  });
  expect(exchanged(first, [...second, rated("a", 0)]).status).toBe("undetermined");
  const { rater: _, ...nameless } = rated("g", 0);
  expect(exchanged(first, [nameless]).status).toBe("undetermined");
  const apart = file(0.15, { draw: 2, prefix: "other" });
  const { arrangements, p } = okValue(exchanged(file(0), apart));
  expect(arrangements).toBe("drawn");
  expect(p).toBeGreaterThanOrEqual(1 / 2000);
});
