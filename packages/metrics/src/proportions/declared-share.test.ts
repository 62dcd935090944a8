import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import { expect, test } from "vitest";
import { clusteredShare } from "../clustered-share.ts";
import { okValue } from "../ok-value.fixture.ts";
import { type DeclaredEstimand, declaredShare } from "./declared-share.ts";

const perVote: DeclaredEstimand = {
  population: "raters-and-prompts-like-these",
  weight: "per-vote",
  ties: "half",
};

/** Half of the prompts give a 90 %, half 30 %; the first are shown four times as often. */
function chosen(n = 4000) {
  const rng = createRng(4, "selection");
  return Array.from({ length: n }, (_, i) => {
    const easy = rng.float() < 0.8;
    return {
      a: 0,
      b: 1,
      score: Number(rng.float() < (easy ? 0.9 : 0.3)),
      aIsLeft: true,
      prompt: `${easy}${i % 20}`,
      rater: `r${i % 50}`,
      pairProb: easy ? 0.8 : 0.2,
    };
  });
}

test("per vote it is the clustered share, and the words say what it is", () => {
  const votes = chosen(500);
  const found = okValue(declaredShare(votes, perVote, 0.95));
  const plain = clusteredShare(
    votes.map(({ score }) => score),
    votes,
    "raters-and-prompts-like-these",
    0.95,
  );
  expect(found.clustered).toEqual(plain);
  expect(found.sentence).toBe(
    "share for raters and prompts like these, every vote counting once, ties half a vote for both; 500 votes",
  );
});

test("inverse probabilities undo a selection that favoured one kind of prompt", () => {
  const found = okValue(
    declaredShare(chosen(), { ...perVote, weight: "inverse-probability" }, 0.95),
  );
  const { interval } = okValue(found.clustered);
  expect(Math.abs(found.share - 0.6)).toBeLessThan(0.04);
  expect(interval.lower).toBeLessThan(0.6);
  expect(interval.upper).toBeGreaterThan(0.6);
  const equal = chosen().map((vote) => ({ ...vote, pairProb: 0.5 }));
  const same = okValue(declaredShare(equal, { ...perVote, weight: "inverse-probability" }, 0.95));
  expect(same.share).toBeCloseTo(okValue(declaredShare(equal, perVote, 0.95)).share, 12);
});

test("equal weight for prompts and raters is the mean of their own shares", () => {
  const votes = chosen(700);
  const meanOf = (of: "prompt" | "rater") => {
    const groups = new Map<string, number[]>();
    for (const vote of votes) groups.set(vote[of], [...(groups.get(vote[of]) ?? []), vote.score]);
    const means = [...groups.values()].map(
      (scores) => scores.reduce((sum, score) => sum + score, 0) / scores.length,
    );
    return means.reduce((sum, mean) => sum + mean, 0) / means.length;
  };
  const share = (weight: DeclaredEstimand["weight"]) =>
    okValue(declaredShare(votes, { ...perVote, weight }, 0.95)).share;
  expect(share("equal-per-prompt")).toBeCloseTo(meanOf("prompt"), 12);
  expect(share("equal-per-rater")).toBeCloseTo(meanOf("rater"), 12);
});

test("these votes alone have a share and no interval, ties are dropped where declared", () => {
  const votes = chosen(100).map((vote, i) => (i % 4 === 0 ? { ...vote, score: 0.5 } : vote));
  const alone = okValue(
    declaredShare(votes, { ...perVote, population: "these-votes", ties: "drop" }, 0.95),
  );
  expect(alone.votes).toBe(75);
  expect(alone.clustered.status).toBe("undetermined");
  expect(alone.sentence).toContain("ties left out; 75 votes");
});

test("unanimous votes have the exact interval of their clusters under every weight", () => {
  const votes = chosen(120).map((vote) => ({ ...vote, score: 1 }));
  for (const weight of [
    "per-vote",
    "equal-per-prompt",
    "equal-per-rater",
    "inverse-probability",
  ] as const) {
    const found = okValue(declaredShare(votes, { ...perVote, weight }, 0.95));
    expect(found.share).toBeCloseTo(1, 12);
    expect(found.clustered).toMatchObject({ status: "ok", notes: [{ code: "fewClusters" }] });
    expect(okValue(found.clustered).interval.upper).toBe(1);
  }
});

test("no votes are insufficient, probability 0 undetermined, other probabilities refused", () => {
  const votes = chosen(50);
  const selected = { ...perVote, weight: "inverse-probability" as const };
  expect(declaredShare([], perVote, 0.95).status).toBe("insufficient");
  const tied = votes.map((vote) => ({ ...vote, score: 0.5 }));
  expect(declaredShare(tied, { ...perVote, ties: "drop" }, 0.95).status).toBe("insufficient");
  const never = votes.map((vote, i) => (i === 0 ? { ...vote, pairProb: 0 } : vote));
  expect(declaredShare(never, selected, 0.95).status).toBe("undetermined");
  expect(() => declaredShare([{ ...at(votes, 0), pairProb: 2 }], selected, 0.95)).toThrow(
    RangeError,
  );
  const { pairProb: _, ...silent } = at(votes, 0);
  expect(() => declaredShare([silent], selected, 0.95)).toThrow(RangeError);
  const alone = votes.map((vote) => ({ ...vote, rater: "r" }));
  expect(okValue(declaredShare(alone, perVote, 0.95)).clustered).toMatchObject({
    status: "insufficient",
    have: 1,
  });
});

test("unequal weights never pass for more votes than Kish's number of equal ones", () => {
  // Nearly all ties: the variance of half wins alone would claim more votes than there are.
  const votes = chosen(400).map((vote, i) => ({ ...vote, score: i % 50 === 0 ? vote.score : 0.5 }));
  const declared = { ...perVote, weight: "inverse-probability" as const };
  const { effectiveN } = okValue(okValue(declaredShare(votes, declared, 0.95)).clustered);
  const weights = votes.map(({ pairProb }) => 1 / pairProb);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const kish = sum(weights) ** 2 / sum(weights.map((weight) => weight ** 2));
  expect(kish).toBeLessThan(350);
  expect(effectiveN).toBeCloseTo(kish, 9);
});
