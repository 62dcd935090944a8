import { createRng } from "@pairlab/domain/random";
import type { Robustness } from "@pairlab/domain/robustness";
import type { Vote } from "@pairlab/domain/vote";
import { expect, test } from "vitest";
import { analyse } from "../analyse.ts";
import type { Comparison } from "../comparison.ts";
import { drawnStudy } from "../drawn-study.fixture.ts";
import { groupDifference } from "./group-difference.ts";

const study = drawnStudy();
const of = (votes: readonly Vote[] = study.votes): Robustness => {
  const [quality] = analyse({ ...study, votes }).questions;
  if (quality === undefined) throw new RangeError("no question");
  return quality.robustness;
};
const changed = (change: (vote: Vote, index: number) => Partial<Vote>): Vote[] =>
  study.votes.map((vote, i) => ({ ...vote, ...change(vote, i) }));

test("results by display size are those of its votes alone, and differences are found where they were planted", () => {
  const sized = (flip: boolean) =>
    of(
      changed(({ raterId, choice }) => {
        const isSmall = Number(raterId.slice(1)) % 2 === 1;
        const reversed = choice === "left" ? ("right" as const) : ("left" as const);
        return {
          displayPx: isSmall ? 48 : 64,
          ...(flip && isSmall ? { choice: reversed } : {}),
        };
      }),
    ).circumstances?.find(({ of: kind }) => kind === "display size");
  const plain = sized(false);
  expect(plain?.groups.map(({ group, raters }) => [group, raters])).toEqual([
    ["64 px", 12],
    ["48 px", 12],
  ]);
  const votes = plain?.groups.reduce((sum, group) => sum + group.votes, 0);
  expect(votes).toBe(study.votes.filter(({ questionId }) => questionId === "quality").length);
  const smallest = (found: typeof plain) =>
    Math.min(
      ...(found?.differences ?? []).map(({ difference }) =>
        difference.status === "ok" ? difference.value.adjustedP : 1,
      ),
    );
  expect(smallest(plain)).toBeGreaterThan(0.2);
  expect(smallest(sized(true))).toBeLessThan(0.001);
});

test("a size that fewer than five people saw has no test, one size for everybody has no groups of its own", () => {
  const [few] =
    of(changed(({ raterId }) => ({ displayPx: Number(raterId.slice(1)) < 4 ? 48 : 64 })))
      .circumstances ?? [];
  expect(few?.differences).toHaveLength(3);
  for (const { difference } of few?.differences ?? [])
    expect(difference).toMatchObject({ status: "insufficient", have: 4, need: 5 });
  const [all] = of(changed(() => ({ displayPx: 64 }))).circumstances ?? [];
  expect(all).toMatchObject({ groups: [{ group: "64 px", pairs: [] }], differences: [] });
  expect(of().circumstances).toBeUndefined();
});

test("pixel ratios are whole or not, and inputs of a program are none", () => {
  const found = of(
    changed(({ raterId }, i) => ({
      devicePixelRatio: Number(raterId.slice(1)) % 2 === 0 ? 2 : 1.25,
      inputDevice: i % 2 === 0 ? "touch" : "key",
    })),
  ).circumstances;
  expect(found?.map(({ of: kind, groups }) => [kind, ...groups.map(({ group }) => group)])).toEqual(
    [
      ["pixel ratio", "whole", "fractional"],
      ["input", "keyboard", "touch"],
    ],
  );
  expect(of(changed(() => ({ inputDevice: "simulated" }))).circumstances).toBeUndefined();
});

test("where nothing differs, at most one difference in twenty is called one, however few saw a size", () => {
  for (const few of [5, 12]) {
    let [found, tested] = [0, 0];
    for (let seed = 0; seed < 400; seed += 1) {
      const difference = groupDifference(drawn(seed, few), drawn(seed, 30), {
        estimand: "raters-and-prompts-like-these",
        level: 0.95,
      });
      if (difference.status !== "ok") continue;
      tested += 1;
      if (difference.value.p < 0.05) found += 1;
    }
    expect(tested).toBeGreaterThan(390);
    expect(found / tested).toBeLessThan(0.07); // 0.05, and two standard errors of a share of 400
  }
});

/** Votes of some raters on 40 prompts, four each; both differ from one another as people and prompts do. */
function drawn(seed: number, raters: number): Comparison[] {
  const spread = (name: string, i: number): number => {
    const rng = createRng(seed, name, i);
    return 0.8 * (rng.float() + rng.float() + rng.float() + rng.float() - 2);
  };
  return Array.from({ length: 4 * raters }, (_, i) => {
    const rater = Math.floor(i / 4);
    const prompt = (7 * rater + i) % 40;
    const lean = 0.3 + spread(`rater of ${raters}`, rater) + spread("prompt", prompt);
    const score = Number(
      createRng(seed, `vote of ${raters}`, i).float() < 1 / (1 + Math.exp(-lean)),
    );
    const names = { prompt: `p${prompt}`, rater: `r${raters}-${rater}` };
    return { a: 0, b: 1, score, aIsLeft: true, ...names };
  });
}
