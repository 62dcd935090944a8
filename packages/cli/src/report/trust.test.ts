import { summaryFixture } from "@pairlab/metrics/charts/summary.fixture";
import { expect, test } from "vitest";
import { trustChecks } from "./trust.ts";

const failing = (checks: ReturnType<typeof trustChecks>): string[] =>
  checks.filter(({ holds }) => !holds).map(({ name, found }) => `${name} — ${found}`);

test("all checks hold for a complete, connected, balanced study", () => {
  expect(trustChecks(summaryFixture())).toHaveLength(9);
  expect(failing(trustChecks(summaryFixture()))).toEqual([]);
});

test("a pair short of votes breaks the balance and nothing else", () => {
  const broken = failing(trustChecks(summaryFixture({ gaps: true })));
  expect(broken).toHaveLength(2);
  for (const line of broken) expect(line).toMatch(/nine tenths.*0 to 72 of 72\u00a0planned votes/);
});

test("arms without a path of votes between them are named as groups", () => {
  const summary = summaryFixture();
  const questions = summary.questions.slice(0, 1).map((question) => ({
    ...question,
    pairs: question.pairs.filter(({ a, b }) => a !== "base-25" && b !== "base-25"),
  }));
  const broken = failing(trustChecks({ ...summary, questions }));
  expect(broken.join("\n")).toContain("2 separate groups");
  expect(broken.join("\n")).toContain("Base, 25 steps never won; Base, 25 steps never lost");
});

test("a side that is chosen more often than not is named", () => {
  const summary = summaryFixture();
  const questions = summary.questions.slice(0, 1).map((question) => ({
    ...question,
    leftShare:
      question.leftShare.status === "ok"
        ? {
            ...question.leftShare,
            value: {
              ...question.leftShare.value,
              share: 0.6,
              interval: { ...question.leftShare.value.interval, lower: 0.55, upper: 0.65 },
            },
          }
        : question.leftShare,
  }));
  expect(failing(trustChecks({ ...summary, questions })).join("")).toContain(
    "left chosen 60\u00a0% (55–65\u00a0%)",
  );
});
