import { createRng } from "@pairlab/domain/random";
import type { Robustness } from "@pairlab/domain/robustness";
import type { Vote } from "@pairlab/domain/vote";
import { expect, test } from "vitest";
import { analyse } from "../analyse.ts";
import { drawnPlan, drawnStudy } from "../drawn-study.fixture.ts";

const study = drawnStudy();
const of = (
  votes: readonly Vote[] = study.votes,
  ties: "none" | "allowed" = "none",
): Robustness => {
  const [quality] = analyse({ ...study, votes, plan: { ...drawnPlan, ties } }).questions;
  if (quality === undefined) throw new RangeError("no question");
  return quality.robustness;
};
const changed = (change: (vote: Vote, index: number) => Partial<Vote>): Vote[] =>
  study.votes.map((vote, i) => ({ ...vote, ...change(vote, i) }));

test("a complete study has nothing missing, and its bounds are its shares", () => {
  const { missing, missingByArm } = of();
  for (const { planned, bounds } of missing) {
    expect(planned).toBe(48);
    if (bounds.status !== "ok") throw new Error(bounds.reason);
    expect(bounds.value.missing).toBe(0);
    expect(bounds.value.lower).toBe(bounds.value.upper);
  }
  expect(missingByArm.map(({ missing: none }) => none)).toEqual([0, 0, 0]);
});

test("bounds hold the share that the missing votes would have made, and widen with their number", () => {
  const kept = study.votes.filter((_, i) => i % 5 !== 0);
  const [all, some] = [of(), of(kept)];
  for (const [i, { bounds }] of some.missing.entries()) {
    const truth = all.missing[i]?.bounds;
    if (bounds.status !== "ok" || truth?.status !== "ok") throw new Error("no bounds");
    expect(bounds.value.missing).toBeGreaterThan(0);
    expect(bounds.value.lower).toBeLessThanOrEqual(truth.value.lower);
    expect(bounds.value.upper).toBeGreaterThanOrEqual(truth.value.upper);
  }
});

test("an arm whose votes are missing is found, arms alike aren't", () => {
  const kept = study.votes.filter(({ left, right }, i) =>
    [left, right].includes("weak") ? i % 2 === 0 : true,
  );
  const p = of(kept).missingByArm.map(({ adjustedP }) =>
    adjustedP.status === "ok" ? adjustedP.value : 1,
  );
  expect(p[0]).toBeLessThan(0.001);
  const evenly = of(study.votes.filter((_, i) => i % 6 !== 0));
  for (const { adjustedP } of evenly.missingByArm)
    expect(adjustedP).toMatchObject({ status: "ok", value: expect.closeTo(1, 0) });
});

test("answers too fast to have looked, and raters who only know one side, are left out by name", () => {
  const hasty = of(changed((_, i) => ({ rtMs: i % 9 === 0 ? 200 : 1500 })));
  expect(hasty.subsets[0]).toMatchObject({ rule: "fast", leftOut: { raters: 0 } });
  expect(hasty.subsets[0]?.leftOut.votes).toBe(
    study.votes.filter(({ questionId }, i) => questionId === "quality" && i % 9 === 0).length,
  );
  const { raterId } = study.votes[0] ?? {};
  const own = study.votes.filter(
    (vote) => vote.raterId === raterId && vote.questionId === "quality",
  );
  expect(own.length).toBeLessThan(8); // so that nobody of the fixture can be one-sided
  const merged = changed((vote) => {
    const lazy = vote.raterId === "r0" || vote.raterId === "r1";
    return lazy ? { raterId: "r0", choice: "left", trialIndex: vote.trialIndex } : {};
  }).filter(
    (vote, i, all) =>
      all.findIndex(
        (other) => other.raterId === vote.raterId && other.trialIndex === vote.trialIndex,
      ) === i,
  );
  const lazy = merged.filter(
    (vote) => vote.raterId === "r0" && vote.questionId === "quality",
  ).length;
  expect(lazy).toBeGreaterThanOrEqual(8);
  expect(of(merged).subsets[1]?.leftOut).toEqual({ votes: lazy, raters: 1 });
});

test("leaving nothing out changes nothing", () => {
  const { subsets } = of();
  for (const { leftOut, pairs } of subsets) {
    expect(leftOut).toEqual({ votes: 0, raters: 0 });
    expect(pairs.every(({ verdictChanges }) => !verdictChanges)).toBe(true);
  }
});

test("ties are counted in every way there is, and models of ties are fitted where there are any", () => {
  expect(of().tieModels.status).toBe("insufficient");
  const tied = of(
    changed((_, i) => (i % 4 === 0 ? { choice: "tie" } : {})),
    "allowed",
  );
  expect(tied.ties).toHaveLength(3);
  for (const { policies } of tied.ties) {
    const shares = policies.map(({ share }) => (share.status === "ok" ? share.value.share : 0));
    const [drop = 0, half = 0, toA = 0, toB = 0] = shares;
    expect(toA).toBeGreaterThan(half);
    expect(toB).toBeLessThan(half);
    expect(Math.sign(drop - 0.5)).toBe(Math.sign(half - 0.5));
  }
  if (tied.tieModels.status !== "ok") throw new Error(tied.tieModels.reason);
  expect(tied.tieModels.value.map(({ a, b }) => [a, b])).toEqual(
    tied.ties.map(({ a, b }) => [a, b]),
  );
});

test("one day has no drift, several have one with an interval", () => {
  expect(of().drift).toMatchObject({ days: 1 });
  for (const { slope } of of().drift.pairs) expect(slope.status).toBe("insufficient");
  const week = of(
    changed((_, i) => ({ decidedAt: new Date(Date.UTC(2026, 0, 1 + (i % 7))).toISOString() })),
  );
  expect(week.drift.days).toBe(7);
  for (const { slope } of week.drift.pairs) {
    if (slope.status !== "ok") throw new Error(slope.reason);
    expect(slope.value.lower).toBeLessThan(slope.value.upper);
  }
});

test("people who agree by chance have an alpha near 0, whose interval holds it", () => {
  const coin = createRng(4, "coin");
  const { agreement } = of(changed(() => ({ choice: coin.float() < 0.5 ? "left" : "right" })));
  if (agreement.status !== "ok" || agreement.value.interval.status !== "ok")
    throw new Error("no agreement");
  const { alpha, interval, units, votes } = agreement.value;
  expect(units).toBe(36);
  expect(votes).toBe(144);
  expect(Math.abs(alpha)).toBeLessThan(0.15);
  expect(interval.value.lower).toBeLessThan(alpha);
  expect(interval.value.upper).toBeGreaterThan(alpha);
});

test("categories split the votes between them, and are none where prompts have none", () => {
  expect(of().categories).toEqual([]);
  const prompts = study.manifest.prompts.map((prompt, i) => ({
    ...prompt,
    category: i % 3 === 0 ? "signs" : "animals",
  }));
  const manifest = { ...study.manifest, prompts };
  const [quality] = analyse({ ...study, manifest }).questions;
  const found = quality?.robustness.categories ?? [];
  expect(found.map(({ category, prompts: count }) => [category, count])).toEqual([
    ["signs", 4],
    ["animals", 8],
  ]);
  for (const [i, { n }] of (quality?.pairs ?? []).entries()) {
    const votes = found.map(({ pairs }) => {
      const share = pairs[i]?.share;
      return share?.status === "ok" ? share.value.votes : 0;
    });
    expect(votes).toEqual([16, 32]);
    expect(votes.reduce((sum, count) => sum + count, 0)).toBe(n.votes);
  }
});
