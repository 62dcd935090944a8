import { at } from "@pairlab/domain/at";
import type { HypothesisResult, Summary } from "@pairlab/domain/summary";
import { summaryFixture } from "@pairlab/metrics/charts/summary.fixture";
import { expect, test } from "vitest";
import { finding, lowerFirst } from "./finding.ts";

const withVerdict = (
  summary: Summary,
  verdict: "supported" | "contradicted" | "inconclusive",
): Summary => ({
  ...summary,
  hypotheses: summary.hypotheses.map(
    (claim): HypothesisResult =>
      claim.test.status === "ok"
        ? { ...claim, test: { ...claim.test, value: { ...claim.test.value, verdict } } }
        : claim,
  ),
});

test("the title is the first settled claim of the plan with number, interval and n", () => {
  expect(finding(summaryFixture())).toEqual({
    title:
      "Turbo, 4 steps was preferred to Turbo, 1 step in 69\u00a0% of judgements of image quality",
    evidence: "95\u00a0% interval 55–81\u00a0%; 72\u00a0votes, 36\u00a0people, 36\u00a0prompts",
    detail:
      "Of 3\u00a0planned claims: 2 supported, 0 contradicted, 1 inconclusive, p-values adjusted by Holm.",
  });
});

test("a settled claim is told from the side of the arm that was preferred", () => {
  const summary = summaryFixture();
  const turned = { ...summary, hypotheses: [at(summary.hypotheses, 2)] };
  expect(finding(turned).title).toBe(
    "Base, 25 steps was preferred to Turbo, 4 steps in 67\u00a0% of judgements of prompt following",
  );
});

test("a contradicted claim is told as what the plan didn't expect", () => {
  const { title, detail } = finding(withVerdict(summaryFixture(), "contradicted"));
  expect(title).toContain("was preferred to");
  expect(detail).toMatch(/^The plan expected the opposite\. Of 3/);
});

test("without a settled claim the title says that nothing is settled", () => {
  const open = withVerdict(summaryFixture(), "inconclusive");
  expect(finding(open).title).toBe("No planned claim is settled by 860\u00a0votes");
});

test("without planned claims the title calls what it says exploratory", () => {
  const summary = { ...summaryFixture(), hypotheses: [] };
  expect(finding(summary).title).toBe(
    "No claim was planned; in image quality 4 of 6\u00a0pairs have intervals that leave out 50\u00a0%",
  );
  expect(finding(summary).detail).toContain("exploratory");
});

test("simulated and preliminary come before the finding", () => {
  const summary = summaryFixture({ mode: "simulated", preliminary: ["why"] });
  expect(finding(summary).title).toMatch(/^Preliminary\. Simulated votes: Turbo/);
  expect(finding(summary).evidence).toContain("36\u00a0simulated raters");
});

test("a title inside a sentence keeps its abbreviations", () => {
  expect(["Image quality", "DNA strands"].map(lowerFirst)).toEqual([
    "image quality",
    "DNA strands",
  ]);
});
