import { createRng, type Rng } from "@pairlab/domain/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import { clusterWeights } from "./cluster-weights.ts";
import { clusteredShare } from "./clustered-share.ts";
import { clusteredVariance } from "./clustered-variance.ts";
import type { Clusters, Estimand } from "./comparison.ts";

const both: Estimand = "raters-and-prompts-like-these";
const name = fc.integer({ min: 0, max: 6 }).map(String);
const votes = fc.array(
  fc.record({ score: fc.constantFrom(0, 0.5, 1), prompt: name, rater: name }),
  { minLength: 12, maxLength: 80 },
);

test("the two-way variance is prompts plus raters less cells, computed by hand on six votes", () => {
  const clusters = [
    ["p", "x"],
    ["p", "y"],
    ["q", "x"],
    ["q", "y"],
    ["r", "x"],
    ["r", "y"],
  ].map(([prompt = "", rater = ""]) => ({ prompt, rater }));
  const scores = [3, 1, -1, -1, -2, 0];
  // prompts: 4², −2², −2² = 24 · 3/2; raters: 0², 0² = 0 · 2/1; cells: 9 + 1 + 1 + 1 + 4 + 0 = 16
  const found = clusteredVariance(scores, clusters, both);
  expect(found).toMatchObject({ status: "ok", value: { raw: 36 - 16, degreesOfFreedom: 1 } });
  const byRater = clusteredVariance(scores, clusters, "raters-like-these");
  expect(byRater).toMatchObject({ status: "ok", value: { raw: 0, variance: 16 } });
  expect(byRater).toMatchObject({ notes: [{ code: "varianceFloored" }] });
});

test("the interval contains its share, lies inside [0, 1], and agrees with its test", () => {
  fc.assert(
    fc.property(votes, fc.constantFrom(0.9, 0.95), (rows, level) => {
      const scores = rows.map(({ score }) => score);
      const share = scores.reduce<number>((sum, score) => sum + score, 0) / scores.length;
      const found = clusteredShare(scores, rows, both, level);
      if (found.status !== "ok") return;
      const { interval, p, effectiveN } = found.value;
      expect(interval.lower).toBeGreaterThanOrEqual(0);
      expect(interval.upper).toBeLessThanOrEqual(1);
      expect(interval.lower).toBeLessThanOrEqual(share);
      expect(interval.upper).toBeGreaterThanOrEqual(share);
      expect(effectiveN).toBeGreaterThan(0);
      const leavesOutHalf = interval.lower > 0.5 || interval.upper < 0.5;
      if (Math.abs(p - (1 - level)) > 1e-9) expect(leavesOutHalf).toBe(p < 1 - level);
    }),
  );
});

test("the order of votes and the names of clusters don't matter, and mirrored scores mirror the interval", () => {
  fc.assert(
    fc.property(votes, (rows) => {
      const measure = (list: readonly ({ score: number } & Clusters)[]) =>
        clusteredShare(
          list.map(({ score }) => score),
          list,
          both,
          0.95,
        );
      const first = measure(rows);
      const renamed = measure(
        [...rows].reverse().map((row) => ({ ...row, prompt: `other ${row.prompt}` })),
      );
      const mirrored = measure(rows.map((row) => ({ ...row, score: 1 - row.score })));
      expect(renamed.status).toBe(first.status);
      expect(mirrored.status).toBe(first.status);
      if (first.status !== "ok" || renamed.status !== "ok" || mirrored.status !== "ok") return;
      expect(renamed.value.interval.lower).toBeCloseTo(first.value.interval.lower, 10);
      expect(mirrored.value.interval.upper).toBeCloseTo(1 - first.value.interval.lower, 10);
    }),
  );
});

test("no votes, one prompt and one rater are insufficient, each for the estimand that needs them", () => {
  expect(clusteredShare([], [], both, 0.95)).toMatchObject({ status: "insufficient", have: 0 });
  const onePrompt = ["x", "y", "z"].map((rater) => ({ prompt: "p", rater }));
  expect(clusteredShare([1, 0, 1], onePrompt, both, 0.95)).toMatchObject({
    status: "insufficient",
    reason: "too few prompts for a clustered interval",
    have: 1,
    need: 2,
  });
  expect(clusteredShare([1, 0, 1], onePrompt, "raters-like-these", 0.95).status).toBe("ok");
  expect(clusteredShare([1, 0, 1], onePrompt, "prompts-like-these", 0.95).status).toBe(
    "insufficient",
  );
});

test("unanimous votes give the exact interval for as many votes as there are clusters", () => {
  const clusters = Array.from({ length: 40 }, (_, i) => ({
    prompt: String(i % 8),
    rater: String(i % 10),
  }));
  const found = clusteredShare(new Array<number>(40).fill(1), clusters, both, 0.95);
  expect(found).toMatchObject({
    status: "ok",
    value: { interval: { kind: "clopper-pearson", upper: 1 }, effectiveN: 8, p: 2 ** -7 },
    notes: [{ code: "fewClusters" }],
  });
  // 1 − 0.025^(…): lower end of 8 of 8 is 0.025^(1/8)
  if (found.status === "ok") expect(found.value.interval.lower).toBeCloseTo(0.025 ** (1 / 8), 12);
});

test("only ties are undetermined", () => {
  const clusters = ["p", "q", "r"].map((prompt) => ({ prompt, rater: `of ${prompt}` }));
  expect(clusteredShare([0.5, 0.5, 0.5], clusters, both, 0.95).status).toBe("undetermined");
});

/** One study of 40 raters × 24 of 48 prompts, with prompt and rater effects; the true share is one half. */
function simulatedStudy(rng: Rng): ({ score: number } & Clusters)[] {
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - rng.float())) * Math.cos(2 * Math.PI * rng.float());
  const prompts = Array.from({ length: 48 }, () => 0.8 * normal());
  return Array.from({ length: 40 }, (_, rater) => ({ rater, lean: 0.5 * normal() })).flatMap(
    ({ rater, lean }) =>
      prompts
        .map((effect, prompt) => ({ effect, prompt, key: rng.float() }))
        .sort((one, other) => one.key - other.key)
        .slice(0, 24)
        .map(({ effect, prompt }) => ({
          score: rng.float() < 1 / (1 + Math.exp(-effect - lean)) ? 1 : 0,
          prompt: String(prompt),
          rater: String(rater),
        })),
  );
}

test("over 300 studies the 95 % interval holds the truth in 90 to 99 %; the one for independent votes in far fewer", () => {
  let covered = 0;
  let naive = 0;
  for (let study = 0; study < 300; study += 1) {
    const rows = simulatedStudy(createRng(11, "coverage smoke", study));
    const scores = rows.map(({ score }) => score);
    const found = clusteredShare(scores, rows, both, 0.95);
    if (found.status !== "ok") throw new Error(found.reason);
    const { lower, upper } = found.value.interval;
    if (lower <= 0.5 && upper >= 0.5) covered += 1;
    const share = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    if (Math.abs(share - 0.5) <= (1.96 * 0.5) / Math.sqrt(scores.length)) naive += 1;
  }
  expect(covered / 300).toBeGreaterThan(0.9);
  expect(covered / 300).toBeLessThan(0.99);
  expect(naive / 300).toBeLessThan(0.75);
});

test("a bootstrap replicate draws whole clusters, as many as there are, whatever the order of votes", () => {
  const clusters = ["p", "q", "r", "p", "q", "r", "s"];
  const draw = clusterWeights(clusters);
  const back = clusterWeights([...clusters].reverse());
  for (let replicate = 0; replicate < 50; replicate += 1) {
    const weights = draw(createRng(3, "weights", replicate));
    const [p = 0, q = 0, r = 0, again, , , s = 0] = weights;
    expect(again).toBe(p);
    expect(p + q + r + s).toBe(4);
    expect([...back(createRng(3, "weights", replicate))].reverse()).toEqual([...weights]);
  }
  expect(() => clusterWeights([])).toThrow(RangeError);
});
