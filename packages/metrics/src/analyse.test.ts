import { canonicalJson } from "@pairlab/domain/canonical-json";
import { KnownError } from "@pairlab/domain/errors";
import type { Plan } from "@pairlab/domain/plan";
import type { Summary } from "@pairlab/domain/summary";
import type { Vote } from "@pairlab/domain/vote";
import { expect, test } from "vitest";
import { analyse } from "./analyse.ts";
import { drawnPlan, drawnStudy } from "./drawn-study.fixture.ts";

const study = drawnStudy();
const summary = analyse(study);
const withPlan = (change: Partial<Plan>): Summary =>
  analyse({ ...study, plan: { ...drawnPlan, ...change } });
const withVotes = (votes: readonly Vote[]): Summary => analyse({ ...study, votes });
const verdicts = ({ hypotheses }: Summary) =>
  hypotheses.map(({ id, test: { status, ...rest } }) => [
    id,
    "value" in rest ? rest.value.verdict : status,
  ]);

test("the same votes in any order give the same bytes", () => {
  expect(canonicalJson(analyse(drawnStudy()))).toBe(canonicalJson(summary));
  expect(canonicalJson(withVotes([...study.votes].reverse()))).toBe(canonicalJson(summary));
});

test("planted strengths come out in their order, where there are none nothing is supported", () => {
  const [quality] = summary.questions;
  const fit = quality?.bradleyTerry;
  if (fit?.status !== "ok" || quality?.elo.status !== "ok") throw new Error("no ranking");
  const order = [...fit.value.items].sort((one, other) => one.logStrength - other.logStrength);
  expect(order.map(({ armId }) => armId)).toEqual(["weak", "middle", "strong"]);
  for (const { elo400, elo400Interval } of fit.value.items) {
    expect(elo400Interval.lower).toBeLessThan(elo400);
    expect(elo400Interval.upper).toBeGreaterThan(elo400);
  }
  const ratings = quality.elo.value.items.map(({ elo }) => elo);
  expect(ratings).toEqual([...ratings].sort((one, other) => one - other));
  expect(verdicts(summary)).toEqual([
    ["stronger", "supported"],
    ["other-way", "contradicted"],
    ["alike", "inconclusive"],
  ]);
});

test("the spread over orders is told apart from the interval for votes, and is the smaller", () => {
  const elo = summary.questions[0]?.elo;
  if (elo?.status !== "ok") throw new Error("no ratings");
  expect(elo).toMatchObject({ notes: [{ code: "orderNoise" }], value: { orders: 1000, k: 1 } });
  for (const { orderSd, interval, elo: rating, games } of elo.value.items) {
    expect(games).toBe(96);
    if (interval.status !== "ok") throw new Error(interval.reason);
    const { lower, upper } = interval.value;
    expect(lower).toBeLessThan(rating);
    expect(upper).toBeGreaterThan(rating);
    expect(upper - lower).toBeGreaterThan(2 * orderSd);
  }
});

test("the lean to the left is measured and doesn't become a preference", () => {
  const following = summary.questions[1];
  if (following?.leftShare.status !== "ok") throw new Error("no left share");
  expect(following.leftShare.value.share).toBeGreaterThan(0.5);
  expect(following.leftShare.value.n).toEqual({ votes: 144, raters: 24, prompts: 12 });
});

test("each number carries the votes, raters and prompts behind it", () => {
  expect(summary.counts).toEqual({
    votesPlanned: 288,
    votes: 288,
    leftOut: [],
    raters: 24,
    prompts: 12,
  });
  for (const { pairs, n } of summary.questions) {
    expect(n.votes).toBe(144);
    for (const pair of pairs) {
      expect(pair.winsA + pair.winsB + pair.ties).toBe(pair.n.votes);
      expect(pair.n).toMatchObject({ votes: 48, prompts: 12 });
    }
  }
  expect(summary.preliminary).toEqual([]);
  expect(summary.firstVoteAt).toBe("2026-01-05T09:00:00.000Z");
  expect(summary.arms.map(({ medianSecondsPerImage }) => medianSecondsPerImage)).toEqual([
    0.25, 0.25, 0.25,
  ]);
});

test("votes that are missing are counted by reason, and the result is preliminary", () => {
  const [first, second, third, ...rest] = study.votes;
  const reasons = ["skipped", "incomplete"] as const;
  const { counts, questions, preliminary } = analyse({
    ...study,
    votes: rest,
    missing: reasons.map((reason) => ({ questionId: first?.questionId ?? "", reason })),
  });
  expect([first, second, third]).not.toContain(undefined);
  expect(counts.leftOut).toEqual([
    { reason: "incomplete", votes: 1 },
    { reason: "skipped", votes: 1 },
    { reason: "unknown", votes: 1 },
  ]);
  expect(questions[0]?.skips).toBe(1);
  expect(preliminary).toEqual(["286 of 288 planned votes are in"]);
});

test("checks, repeats and controls enter no number", () => {
  const extra = study.votes.map((vote) => ({
    ...vote,
    id: `${vote.id}.c`,
    trialIndex: vote.trialIndex + 100,
    role: "check" as const,
  }));
  expect(withVotes([...study.votes, ...extra])).toEqual(summary);
});

test("without votes every number is a word", () => {
  const empty = withVotes([]);
  for (const { pairs, elo, bradleyTerry, leftShare, responseTimeMs } of empty.questions) {
    for (const { winRate } of pairs) expect(winRate.status).toBe("insufficient");
    for (const { status } of [elo, bradleyTerry, leftShare, responseTimeMs])
      expect(status).toBe("insufficient");
  }
  expect(empty.eloAverage.status).toBe("undetermined");
  expect(empty.hypotheses.map(({ test: { status } }) => status)).toEqual(
    new Array(3).fill("insufficient"),
  );
  expect(empty).not.toHaveProperty("firstVoteAt");
  expect(empty.preliminary).toContain("0 of 288 planned votes are in");
});

test("an arm that won every vote has no strength, and the arms are named", () => {
  const votes = study.votes.map((vote) => {
    if (vote.left === "strong") return { ...vote, choice: "left" as const };
    return vote.right === "strong" ? { ...vote, choice: "right" as const } : vote;
  });
  const always = withVotes(votes);
  expect(always.questions[0]?.bradleyTerry).toMatchObject({
    status: "undetermined",
    detail: [["weak", "middle"], ["strong"]],
  });
  expect(always.questions[0]?.pairs[1]?.winRate).toMatchObject({
    value: { share: 0, clustered: { value: { interval: { kind: "clopper-pearson" } } } },
  });
  expect(always.preliminary).toContain(
    "Quality: no common ranking: some items always won, or were never compared",
  );
});

test("every choice of the plan's analysis shows in the result", () => {
  const kindOf = ({ questions }: Summary) => {
    const rate = questions[0]?.pairs[0]?.winRate;
    return rate?.status === "ok" && rate.value.clustered.status === "ok"
      ? rate.value.clustered.value.interval
      : undefined;
  };
  expect(kindOf(summary)).toMatchObject({ kind: "two-way", level: 0.95 });
  expect(kindOf(withPlan({ estimand: "raters-like-these" }))).toMatchObject({ kind: "by-rater" });
  expect(kindOf(withPlan({ estimand: "prompts-like-these" }))).toMatchObject({ kind: "by-prompt" });
  expect(kindOf(withPlan({ level: 0.9 }))).toMatchObject({ level: 0.9 });
  const testOf = ({ hypotheses }: Summary) => hypotheses[0]?.test;
  expect(testOf(withPlan({ interval: "wilson" }))).toMatchObject({
    notes: [{ code: "iidAssumed" }],
  });
  const adjusted = testOf(summary);
  const unadjusted = testOf(withPlan({ multiplicity: "none" }));
  if (adjusted?.status !== "ok" || unadjusted?.status !== "ok") throw new Error("not tested");
  expect(adjusted.value.p).toBe(unadjusted.value.p);
  expect(unadjusted.value.adjustedP).toBe(unadjusted.value.p);
  expect(adjusted.value.adjustedP).toBeGreaterThan(adjusted.value.p);
  expect(canonicalJson(withPlan({ seed: 6 }).questions[0]?.elo)).not.toBe(
    canonicalJson(summary.questions[0]?.elo),
  );
  const pair = ["strong", "weak"];
  const one = analyse({
    ...study,
    plan: { ...drawnPlan, pairs: [["strong", "weak"]] },
    votes: study.votes.filter(({ left, right }) => pair.includes(left) && pair.includes(right)),
  });
  expect(one.questions[0]?.pairs.map(({ a, b }) => [a, b])).toEqual([["weak", "strong"]]);
});

test("ties count half in shares and strengths and are left out of Elo, with their number", () => {
  const votes = study.votes.map((vote, i) =>
    i % 4 === 0 ? { ...vote, choice: "tie" as const } : vote,
  );
  const tied = analyse({ ...study, plan: { ...drawnPlan, ties: "allowed" }, votes });
  const pair = tied.questions[0]?.pairs[0];
  if (pair?.winRate.status !== "ok") throw new Error("no win rate");
  expect(pair.ties).toBe(12);
  expect(pair.winRate.value.share).toBe((pair.winsA + 6) / 48);
  expect(tied.questions[0]?.elo).toMatchObject({
    notes: [{ code: "orderNoise" }, { code: "tiesDropped", text: expect.stringMatching(/^36 /) }],
  });
});

test("more votes than were planned, and missing votes of another study, are refused", () => {
  const extra = study.votes.map((vote) => ({
    ...vote,
    id: `${vote.id}.x`,
    raterId: `x${vote.id}`,
  }));
  expect(() => withVotes([...study.votes, ...extra])).toThrow(
    "invalid votes: 576 and 0 missing ones, 288 were planned",
  );
  const missing = [{ questionId: "why", reason: "skipped" as const }];
  expect(() => analyse({ ...study, missing })).toThrow("unknown question: why");
});

test("where every vote is a tie there are shares and no intervals", () => {
  const votes = study.votes.map((vote) => ({ ...vote, choice: "tie" as const }));
  const tied = analyse({ ...study, plan: { ...drawnPlan, ties: "allowed" }, votes });
  const [first] = tied.questions;
  expect(first?.pairs[0]?.winRate).toMatchObject({
    status: "ok",
    value: { share: 0.5, clustered: { status: "undetermined" } },
  });
  expect(first?.bradleyTerry.status).toBe("undetermined");
  expect(first?.elo.status).toBe("insufficient");
});

test.each([
  ["unknown arm: nobody", { left: "nobody" }],
  ["unknown prompt: none", { promptId: "none" }],
  ["unknown question: why", { questionId: "why" }],
  ["unknown pair: weak and weak", { left: "weak", right: "weak" }],
  ["invalid choice: tie under forced choice", { choice: "tie" as const }],
  ["duplicate vote: quality.0.1", { id: "quality.0.1" }],
  ["duplicate vote: trial 7 of r7 has a second one", { raterId: "r7", trialIndex: 7 }],
  [
    "duplicate vote: middle and weak on p0 for quality by r6 has a second one",
    { raterId: "r6", trialIndex: 99 },
  ],
])("%s is refused", (message, change) => {
  const votes = study.votes.map((vote, i) => (i === 0 ? { ...vote, ...change } : vote));
  expect(() => withVotes(votes)).toThrow(KnownError);
  expect(() => withVotes(votes)).toThrow(message);
});
