import { at } from "@pairlab/domain/at";
import { createRng, shuffled } from "@pairlab/domain/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { clusterSquares } from "../clustered-variance.ts";
import type { Clusters } from "../comparison.ts";
import { expectClose, golden } from "../golden.fixture.ts";
import { maxTAdjusted } from "../multiplicity/max-t.ts";
import { okValue } from "../ok-value.fixture.ts";
import { bootstrapReplicates, type Statistic } from "./bootstrap-replicates.ts";
import { clusterBootstrap } from "./cluster-bootstrap.ts";
import { pigeonholeDraw, poissonClusterDraw } from "./cluster-draws.ts";
import { countVectors, exactBootstrap } from "./exact-bootstrap.ts";
import { replicateQuantile } from "./replicate-quantile.ts";

const Case19 = z.object({
  exactRatio: z.object({
    clusters: z.array(z.object({ wins: z.number(), votes: z.number() })),
    estimate: z.number(),
    bootMean: z.number(),
    bootSD: z.number(),
    quantileInverseCdf: z.record(z.string(), z.number()),
    countVectors: z.array(
      z.object({ counts: z.array(z.number()), statistic: z.number(), multiplicity: z.number() }),
    ),
    clusterSE_CR0: z.number(),
    clusterSE_CR1: z.number(),
  }),
});
const { exactRatio } = golden(Case19, "19-cluster-bootstrap/expected.json");

const ratioOf = (counts: ArrayLike<number>): number => {
  const total = (of: "wins" | "votes") =>
    exactRatio.clusters.reduce((sum, cluster, g) => sum + at(counts, g) * cluster[of], 0);
  return total("wins") / total("votes");
};
/** A vote each: those of one cluster share a rater, no two a prompt. */
const votes = exactRatio.clusters.flatMap(({ wins, votes: n }, rater) =>
  Array.from({ length: n }, (_, i) => ({
    score: i < wins ? 1 : 0,
    rater: `r${rater}`,
    prompt: `${rater}-${i}`,
  })),
);
const share =
  (scores: readonly { score: number }[]): Statistic =>
  (weights) => {
    let [sum, total] = [0, 0];
    for (const [i, { score }] of scores.entries()) {
      sum += at(weights, i) * score;
      total += at(weights, i);
    }
    return total === 0 ? undefined : sum / total;
  };

test("all 3,125 resamples of five clusters give the exact law of case 19", () => {
  const known = exactRatio.countVectors;
  const ours = countVectors(5);
  expect(ours).toEqual(known.map(({ counts, multiplicity }) => ({ counts, multiplicity })));
  for (const { counts, statistic } of known) expectClose(ratioOf(counts), statistic, 1e-12);
  const law = exactBootstrap(5, ratioOf);
  expectClose(law.mean, exactRatio.bootMean, 1e-12);
  expectClose(law.standardDeviation, exactRatio.bootSD, 1e-12);
  for (const [p, value] of Object.entries(exactRatio.quantileInverseCdf))
    expectClose(law.quantile(Number(p)), value, 1e-12);
  expect(() => countVectors(10)).toThrow(RangeError);
  expect(() => exactBootstrap(2, ([first = 0]) => 1 / first)).toThrow(RangeError);
});

test("clustered standard errors of the ratio equal case 19's, with and without G/(G − 1)", () => {
  const influence = votes.map(({ score }) => (score - exactRatio.estimate) / votes.length);
  const squares = clusterSquares(
    influence,
    votes.map(({ rater }) => rater),
  );
  expectClose(Math.sqrt(squares), exactRatio.clusterSE_CR0, 1e-12);
  expectClose(Math.sqrt((squares * 5) / 4), exactRatio.clusterSE_CR1, 1e-12);
});

const options = {
  estimand: "raters-like-these",
  level: 0.95,
  replicates: 4000,
  seed: 1,
  purpose: "test",
} as const;

test("the drawn bootstrap by rater comes to the exact law's spread and quantiles", () => {
  const found = okValue(clusterBootstrap(share(votes), votes, options));
  const law = exactBootstrap(5, ratioOf);
  expect(found.kind).toBe("percentile");
  expectClose(found.estimate, exactRatio.estimate, 1e-12);
  expect(Math.abs(okValue(found.standardError) / law.standardDeviation - 1)).toBeLessThan(
    4 * found.relativeMonteCarloError,
  );
  expect(Math.abs(Number(found.lower) - law.quantile(0.025))).toBeLessThan(0.03);
  expect(Math.abs(Number(found.upper) - law.quantile(0.975))).toBeLessThan(0.03);
});

test("a replicate is the same for the same seed, whatever the order of votes", () => {
  const found = clusterBootstrap(share(votes), votes, { ...options, replicates: 50 });
  const turned = shuffled(votes, createRng(3, "order"));
  const again = clusterBootstrap(share(turned), turned, { ...options, replicates: 50 });
  expect(okValue(again).lower).toBeCloseTo(Number(okValue(found).lower), 12);
  const other = clusterBootstrap(share(votes), votes, { ...options, replicates: 50, seed: 2 });
  expect(okValue(other).lower).not.toBe(okValue(found).lower);
});

/** Every rater on every prompt, with effects of both. */
function crossed(prompts: number, raters: number, seed: number) {
  const rng = createRng(seed, "crossed");
  const effect = (n: number, size: number) =>
    Array.from({ length: n }, () => (rng.float() - 0.5) * size);
  const [byPrompt, byRater] = [effect(prompts, 0.6), effect(raters, 0.4)];
  return byPrompt.flatMap((onPrompt, prompt) =>
    byRater.map((ofRater, rater) => ({
      score: rng.float() < 0.5 + onPrompt + ofRater ? 1 : 0,
      prompt: `p${prompt}`,
      rater: `r${rater}`,
    })),
  );
}

test("two-way combines by prompt and by rater less by cell, and the pigeonhole is wider", () => {
  const table = crossed(20, 15, 5);
  const two = { ...options, estimand: "raters-and-prompts-like-these", replicates: 1500 } as const;
  const estimate = table.reduce((sum, { score }) => sum + score, 0) / table.length;
  const influence = table.map(({ score }) => (score - estimate) / table.length);
  const by = (key: (vote: Clusters) => string) => clusterSquares(influence, table.map(key));
  const cells = by(({ prompt, rater }) => `${prompt} ${rater}`);
  // A bootstrap of G clusters has the variance of CR0; the factors G/(G − 1) are ours.
  const sandwich =
    (by(({ prompt }) => prompt) * 20) / 19 + (by(({ rater }) => rater) * 15) / 14 - cells;
  const combined = okValue(clusterBootstrap(share(table), table, two));
  expect(combined.kind).toBe("two-way");
  expect(Math.abs(okValue(combined.standardError) / Math.sqrt(sandwich) - 1)).toBeLessThan(0.1);
  const pigeonhole = okValue(clusterBootstrap(share(table), table, { ...two, pigeonhole: true }));
  expect(pigeonhole.kind).toBe("pigeonhole");
  expect(okValue(pigeonhole.standardError)).toBeGreaterThan(okValue(combined.standardError));
});

test("BCa ends equal percentile ends shifted by Efron's formula on a symmetric sample, and move on a skewed one", () => {
  const skewed = [1, 1, 2, 2, 3, 3, 4, 5, 8, 20].map((score, i) => ({
    score,
    rater: `${i}`,
    prompt: "p",
  }));
  const percentile = okValue(clusterBootstrap(share(skewed), skewed, options));
  const bca = okValue(clusterBootstrap(share(skewed), skewed, { ...options, ends: "bca" }));
  expect(bca.kind).toBe("bca");
  // A long right tail moves both ends up.
  expect(Number(bca.lower)).toBeGreaterThan(Number(percentile.lower));
  expect(Number(bca.upper)).toBeGreaterThan(Number(percentile.upper));
});

test("one cluster is insufficient, no value undetermined, and left out replicates are counted", () => {
  const alone = votes.map((vote) => ({ ...vote, rater: "r" }));
  expect(clusterBootstrap(share(alone), alone, options)).toMatchObject({
    status: "insufficient",
    have: 1,
    need: 2,
  });
  expect(clusterBootstrap(() => undefined, votes, options).status).toBe("undetermined");
  const rarely: Statistic = (weights) =>
    at(weights, 0) > 3 ? undefined : ratioOf([1, 1, 1, 1, 1]);
  const noted = clusterBootstrap(rarely, votes, options);
  expect(noted).toMatchObject({ status: "ok", notes: [{ code: "replicatesUnusable" }] });
  const often: Statistic = (weights) => (at(weights, 0) === 0 ? undefined : 1);
  expect(clusterBootstrap(often, votes, options).status).toBe("undetermined");
  expect(() => clusterBootstrap(() => Number.NaN, votes, options)).toThrow(RangeError);
});

test("infinite replicates sort last, make an infinite end and leave no standard error", () => {
  const beyond: Statistic = (weights) =>
    at(weights, 0) > 1 ? Number.POSITIVE_INFINITY : at(weights, 0);
  const found = okValue(clusterBootstrap(beyond, votes, options));
  expect(found.upper).toEqual({ kind: "infinite", sign: 1 });
  expect(found.lower).toBe(0);
  expect(found.standardError.status).toBe("undetermined");
  const two = { ...options, estimand: "raters-and-prompts-like-these" } as const;
  expect(clusterBootstrap(beyond, votes, two).status).toBe("undetermined");
  const infinity = Number.POSITIVE_INFINITY;
  expect(replicateQuantile([-infinity, 1, infinity], 0.5)).toBe(1);
  expect(replicateQuantile([-infinity, 1], 0.25)).toEqual({ kind: "infinite", sign: -1 });
});

test("Poisson draws have mean and variance 1 for each cluster, and need fifty of them", () => {
  const clusters = Array.from({ length: 60 }, (_, i) => `c${i}`);
  const draw = poissonClusterDraw(clusters);
  const counts = Array.from({ length: 400 }, (_, i) => draw(createRng(1, "poisson", i)));
  const all = counts.flatMap((row) => [...row]);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length;
  expect(Math.abs(mean - 1)).toBeLessThan(0.03);
  expect(Math.abs(variance - 1)).toBeLessThan(0.06);
  expect(() => poissonClusterDraw(["a", "b"])).toThrow(RangeError);
});

test("a pigeonhole replicate is never empty, and weights are products of both draws", () => {
  const draw = pigeonholeDraw(["p", "q"], ["r", "s"]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const [first = 0, second = 0] = draw(createRng(seed, "pigeonhole"));
      expect(first + second).toBeGreaterThan(0);
      expect([0, 1, 2, 4]).toContain(first);
    }),
  );
});

test("max-|t| p-values are at least 1/(B + 1), and at least those of one contrast alone", () => {
  const draw = bootstrapReplicates(
    (weights) => at(weights, 0),
    (rng) => Uint32Array.of(rng.below(9)),
    { replicates: 200, seed: 1, purpose: "t" },
  );
  const rows = draw.sorted.map((value, b) => [value - 4, at(draw.sorted, (b * 37) % 200) - 4]);
  const both = maxTAdjusted([1, 2], [1, 1], rows);
  const alone = maxTAdjusted(
    [1],
    [1],
    rows.map(([first = 0]) => [first]),
  );
  expect(at(both, 0)).toBeGreaterThanOrEqual(at(alone, 0));
  expect(at(both, 1)).toBeLessThanOrEqual(at(both, 0));
  expect(maxTAdjusted([100], [1], [[100]])).toEqual([1 / 2]);
  expect(() => maxTAdjusted([1], [0], [[1]])).toThrow(RangeError);
  expect(() => maxTAdjusted([1], [1], [])).toThrow(RangeError);
});
