import { summaryFixture } from "@pairlab/metrics/charts/summary.fixture";
import { expect, test } from "vitest";
import { summaryLines } from "./summary-lines.ts";

test("a terminal is told each published claim with its verdict, and nothing where the plan names none", () => {
  const lines = summaryLines(summaryFixture({ published: true }));
  expect(lines).toContain("Published claims");
  expect(lines).toContain("  drawn: differs; their direction: contradicted");
  expect(lines).toContain("  from-memory: not confirmed");
  expect(summaryLines(summaryFixture())).not.toContain("Published claims");
});
