import { at } from "@pairlab/domain/at";
import { expect, test } from "vitest";
import { agreementCoverage } from "./coverage-of-agreement.ts";
import { comparisonCoverage, comparisonSettings } from "./coverage-of-comparisons.ts";

test("in a few simulated studies the intervals of compare and agreement hold the truth about as often as they say", () => {
  const smallest = comparisonSettings.filter(({ raters }) => raters === 12);
  expect(smallest.map(({ effects }) => effects)).toEqual(["same", "other", "strangers"]);
  for (const setting of smallest) {
    const { covered, halfWidth } = comparisonCoverage(setting, { studies: 120, seed: 1 });
    expect(covered).toBeGreaterThan(0.88);
    expect(halfWidth).toBeLessThan(0.25);
  }
  // People who see both files make the difference far surer than strangers do.
  const width = (place: number) =>
    comparisonCoverage(at(smallest, place), { studies: 30, seed: 2 }).halfWidth;
  expect(width(0)).toBeLessThan(width(2) / 1.4);
  for (const covered of agreementCoverage(20, { studies: 120, replicates: 150, seed: 1 }))
    expect(covered).toBeGreaterThan(0.85);
});
