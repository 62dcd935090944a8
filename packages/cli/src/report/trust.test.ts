import type { Summary } from "@pairlab/domain/summary";
import { summaryFixture } from "@pairlab/metrics/charts/summary.fixture";
import { expect, test } from "vitest";
import { trustChecks } from "./trust.ts";

const failing = (checks: ReturnType<typeof trustChecks>): string[] =>
  checks.filter(({ holds }) => holds === false).map(({ name, found }) => `${name} — ${found}`);

test("all checks hold for a complete, connected, balanced study", () => {
  expect(trustChecks(summaryFixture())).toHaveLength(10);
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

test("leaks that weren't tested, or of other pictures, are no failed check; a leak that was found is one", () => {
  const leaks = {
    certificateSha256: "0".repeat(64),
    createdAt: "2026-11-25T10:00:00.000Z",
    trials: 10_008,
  };
  const row = (verdict?: NonNullable<Summary["leaks"]>["verdict"]) =>
    trustChecks({
      ...summaryFixture(),
      ...(verdict && { leaks: { ...leaks, verdict } }),
    }).find(({ name }) => name.startsWith("Nothing but the pictures"));
  expect(row()).toMatchObject({ holds: null, found: "not tested" });
  expect(row("made for other pictures")?.holds).toBe(null);
  expect(row("exact checks passed")?.holds).toBe(true);
  expect(row("at chance")?.holds).toBe(true);
  expect(row("leak found")?.holds).toBe(false);
});
