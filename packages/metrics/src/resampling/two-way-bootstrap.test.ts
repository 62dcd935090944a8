import { at } from "@pairlab/domain/at";
import { expect, test } from "vitest";
import { clusterSquares } from "../clustered-variance.ts";
import { okValue } from "../ok-value.fixture.ts";
import { bcaProbabilities } from "./bca.ts";
import type { Statistic } from "./bootstrap-replicates.ts";
import { clusterBootstrap } from "./cluster-bootstrap.ts";

const options = {
  estimand: "raters-and-prompts-like-these",
  level: 0.95,
  replicates: 3000,
  seed: 1,
  purpose: "two-way",
} as const;
const meanOf =
  (values: readonly number[]): Statistic =>
  (weights) => {
    let [sum, total] = [0, 0];
    for (const [i, value] of values.entries()) {
      sum += at(weights, i) * value;
      total += at(weights, i);
    }
    return total === 0 ? undefined : sum / total;
  };
const grid = (prompts: number, raters: number) =>
  Array.from({ length: prompts * raters }, (_, i) => ({
    prompt: `p${Math.floor(i / raters)}`,
    rater: `r${i % raters}`,
  }));

test("with few clusters the one-way variances are raised by G/(G − 1)", () => {
  const votes = grid(4, 4);
  const values = votes.map((_, i) => Math.floor(i / 4) * 2 + (i % 4));
  const mean = values.reduce((sum, value) => sum + value, 0) / 16;
  const influence = values.map((value) => (value - mean) / 16);
  const by = (key: "prompt" | "rater") =>
    clusterSquares(
      influence,
      votes.map((vote) => vote[key]),
    );
  const cells = influence.reduce((sum, value) => sum + value * value, 0);
  const sandwich = ((by("prompt") + by("rater")) * 4) / 3 - cells;
  const found = okValue(clusterBootstrap(meanOf(values), votes, options));
  expect(Math.abs(okValue(found.standardError) / Math.sqrt(sandwich) - 1)).toBeLessThan(0.06);
});

test("votes that cancel by prompt and by rater keep the variance of their cells, noted", () => {
  const votes = grid(8, 8);
  const values = votes.map((_, i) => (Math.floor(i / 8) + i) % 2);
  const found = clusterBootstrap(meanOf(values), votes, options);
  expect(found).toMatchObject({ status: "ok", notes: [{ code: "varianceFloored" }] });
  expect(Math.abs(okValue(okValue(found).standardError) / (1 / 16) - 1)).toBeLessThan(0.06);
});

test("BCa probabilities are Efron's for a known bias without acceleration", () => {
  // Six of ten replicates lie below the estimate: bias Φ⁻¹(.6) = .2533; jackknife values are symmetric.
  const sorted = [1, 2, 3, 4, 5, 5.5, 7, 8, 9, 10];
  const values = [-1, 0, 1];
  const statistic: Statistic = (weights) =>
    values.reduce((sum, value, i) => sum + value * at(weights, i), 0);
  const found = okValue(bcaProbabilities(statistic, ["a", "b", "c"], 6, sorted, 0.95));
  expect(found.lower).toBeCloseTo(0.0730744, 6); // Φ(2 · .2533471 − 1.959964)
  expect(found.upper).toBeCloseTo(0.993181, 6); // Φ(2 · .2533471 + 1.959964)
  expect(bcaProbabilities(statistic, ["a", "b", "c"], 0, sorted, 0.95).status).toBe("undetermined");
  expect(
    bcaProbabilities(
      (weights) => (at(weights, 0) === 0 ? undefined : 1),
      ["a", "b"],
      6,
      sorted,
      0.95,
    ).status,
  ).toBe("undetermined");
});
