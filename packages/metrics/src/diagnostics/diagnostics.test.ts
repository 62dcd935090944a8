import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import type { Vote } from "@pairlab/domain/vote";
import { expect, test } from "vitest";
import { leftShare } from "../left-share.ts";
import { okValue } from "../ok-value.fixture.ts";
import { clusteredSlope } from "./clustered-estimate.ts";
import { drift, fatigue } from "./fatigue.ts";
import { type AnswerPair, halo } from "./halo.ts";
import { raterSummaries } from "./rater-summaries.ts";
import { swappedRepeats } from "./swapped-repeats.ts";

const options = { estimand: "raters-and-prompts-like-these", level: 0.95 } as const;

/** Thirty raters on forty prompts; a wins with one chance, the left picture gets more with every trial. */
function votes({ share = 0.6, tiring = 0, ties = 0, seed = 1 } = {}) {
  const rng = createRng(seed, "diagnostics");
  return Array.from({ length: 30 }, (_, rater) =>
    Array.from({ length: 40 }, (__, place) => {
      const aIsLeft = rng.below(2) === 0;
      const lean = share + (aIsLeft ? 1 : -1) * tiring * place;
      const [tie, preferred] = [rng.float(), rng.float()];
      const score = tie < ties ? 0.5 : Number(preferred < lean);
      return {
        a: 0,
        b: 1,
        score,
        aIsLeft,
        place,
        prompt: `p${(place * 7 + rater) % 40}`,
        rater: `r${rater}`,
      };
    }),
  ).flat();
}

test("a slope of votes that don't cluster equals that of least squares, with its own error", () => {
  // By hand: x = 0..3, y = 1, 2, 2, 4 has slope .9; residuals .1, .2, -.7, .4.
  const clusters = ["a", "b", "c", "d"].map((name) => ({ rater: name, prompt: name }));
  const found = okValue(
    clusteredSlope([0, 1, 2, 3], [1, 2, 2, 4], clusters, {
      estimand: "raters-like-these",
      level: 0.95,
    }),
  );
  expect(found.value).toBeCloseTo(0.9, 12);
  const influence = [-1.5 * 0.1, -0.5 * 0.2, 0.5 * -0.7, 1.5 * 0.4].map((value) => value / 5);
  const cr0 = influence.reduce((sum, value) => sum + value * value, 0);
  expect(found.standardError).toBeCloseTo(Math.sqrt((cr0 * 4) / 3), 12);
});

test("fatigue finds a planted lean that grows, and none where there is none", () => {
  const tired = fatigue(votes({ tiring: 0.008 }), options);
  const slope = okValue(tired.leftShare);
  expect(slope.value).toBeCloseTo(0.008, 2);
  expect(slope.p).toBeLessThan(0.001);
  expect(tired.tieShare.status).toBe("undetermined");
  const fresh = fatigue(votes({ ties: 0.2 }), options);
  expect(okValue(fresh.leftShare).p).toBeGreaterThan(0.01);
  expect(okValue(fresh.tieShare).lower).toBeLessThan(0);
});

test("fatigue and drift need two places, decisive votes and clusters", () => {
  const still = votes().map((vote) => ({ ...vote, place: 0 }));
  expect(fatigue(still, options).leftShare).toMatchObject({
    status: "insufficient",
    have: 1,
    need: 2,
  });
  expect(drift(still, options).status).toBe("insufficient");
  const tied = votes({ ties: 1 });
  expect(fatigue(tied, options).leftShare.status).toBe("insufficient");
  const alone = votes().filter(({ rater }) => rater === "r0");
  expect(drift(alone, options)).toMatchObject({ status: "insufficient", have: 1, need: 2 });
  expect(okValue(drift(votes(), options)).p).toBeGreaterThan(0.001);
  expect(fatigue([], options).leftShare.status).toBe("insufficient");
});

const vote = (more: Partial<Vote>): Vote => ({
  id: "v",
  questionId: "q",
  promptId: "p",
  raterId: "r",
  trialIndex: 0,
  left: "x",
  right: "y",
  choice: "left",
  role: "trial",
  rtMs: 1,
  decidedAt: "2026-01-01T00:00:00Z",
  ...more,
});

test("swapped repeats tell flips from side-followers, and give the noise ceiling", () => {
  const pair = (raterId: string, trial: Vote["choice"], repeat: Vote["choice"]) => [
    vote({ raterId, choice: trial }),
    vote({ raterId, role: "repeat", left: "y", right: "x", choice: repeat }),
  ];
  const all = [
    ...pair("r1", "left", "right"),
    ...pair("r2", "left", "right"),
    ...pair("r3", "left", "left"),
    ...pair("r4", "tie", "right"),
    ...pair("r5", "tie", "tie"),
    ...pair("r6", "skip", "left"),
  ];
  const found = okValue(swappedRepeats(all));
  expect(found).toMatchObject({ repeats: 5, flipRate: 2 / 5, sameSideRate: 1 / 5 });
  expect(okValue(found.noiseCeiling)).toBeCloseTo((1 + Math.sqrt(0.2)) / 2, 12);
  const always = okValue(swappedRepeats(pair("r", "left", "left")));
  expect(always.noiseCeiling.status).toBe("undetermined");
  expect(swappedRepeats([vote({})]).status).toBe("insufficient");
  const unswapped = [vote({}), vote({ role: "repeat" })];
  expect(swappedRepeats(unswapped).status).toBe("insufficient");
});

test("a halo is 0 for independent answers and large for copied ones", () => {
  const rng = createRng(2, "halo");
  const pairs = (copied: number): AnswerPair[] =>
    Array.from({ length: 900 }, (_, i) => {
      const first = rng.below(2) === 0 ? "x" : "y";
      const own = rng.below(2) === 0 ? "x" : "y";
      return {
        first,
        second: rng.float() < copied ? first : own,
        rater: `r${i % 30}`,
        prompt: `p${Math.floor(i / 30)}`,
      };
    });
  expect(okValue(halo(pairs(0), options)).p).toBeGreaterThan(0.01);
  const copied = okValue(halo(pairs(0.6), options));
  expect(copied.value).toBeCloseTo(0.3, 1);
  expect(copied.p).toBeLessThan(1e-6);
  expect(halo([], options).status).toBe("insufficient");
  const alike = pairs(1).map((answers) => ({ ...answers, first: "x", second: "x" }));
  expect(halo(alike, options).status).toBe("undetermined");
});

test("rater summaries show one who follows the left picture and one who contradicts the rest", () => {
  const rng = createRng(6, "raters");
  const all = Array.from({ length: 12 }, (_, rater) =>
    Array.from({ length: 60 }, (__, i) => {
      const aIsLeft = i % 2 === 0;
      const usual = rng.float() < 0.85 ? 1 : 0;
      const scores = [aIsLeft ? 1 : 0, 1 - usual];
      return {
        a: 0,
        b: 1,
        score: scores[rater] ?? usual,
        aIsLeft,
        prompt: `p${i}`,
        rater: `r${10 + rater}`,
        rtMs: 1000 + rater,
      };
    }),
  ).flat();
  const found = raterSummaries(all, 2);
  expect(found.map(({ rater }) => rater)).toEqual(
    found.map(({ rater }) => rater).toSorted((one, other) => (one < other ? -1 : 1)),
  );
  expect(okValue(at(found, 0).leftShare).share).toBe(1);
  expect(okValue(at(found, 1).agreement).share).toBeLessThan(0.35);
  expect(okValue(at(found, 5).agreement)).toMatchObject({ votes: 60 });
  expect(okValue(at(found, 5).agreement).share).toBeGreaterThan(0.7);
  expect(okValue(at(found, 3).medianRtMs)).toBe(1003);
  const alone = raterSummaries(
    all.filter(({ rater }) => rater === "r15"),
    2,
  );
  expect(at(alone, 0).agreement.status).toBe("insufficient");
  const tied = raterSummaries(
    all.map(({ rtMs: _, ...rest }) => ({ ...rest, score: 0.5 })),
    2,
  );
  expect([
    at(tied, 0).leftShare.status,
    at(tied, 0).agreement.status,
    at(tied, 0).medianRtMs.status,
  ]).toEqual(["insufficient", "insufficient", "insufficient"]);
});

test("the lean to one side is the same for every rater when only the pairs differ", () => {
  const shares = okValue(leftShare(votes({ share: 0.5 }), options.estimand, 0.95));
  expect(shares.interval.lower).toBeLessThan(0.5);
  expect(shares.interval.upper).toBeGreaterThan(0.5);
});
