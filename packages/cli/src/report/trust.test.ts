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

const chain = {
  ...{ version: 1 as const, entries: 1032, erasures: 1, faults: 0, firstFaults: [] },
  head: { seq: 1031, at: "2026-02-01T09:00:00.000Z", hash: "ab".repeat(32) },
};
const lineOf = (checks: ReturnType<typeof trustChecks>) =>
  checks.find(({ name }) => name === "Every answer is as it was given");

test("a chain that holds is a check with its length and head, and votes without one have no such check", () => {
  expect(lineOf(trustChecks(summaryFixture()))).toBeUndefined();
  expect(lineOf(trustChecks({ ...summaryFixture(), chain }))).toMatchObject({
    holds: true,
    found: `chain verified, 1032\u00a0entries; 1\u00a0person had theirs erased; head abababababab…, entry 1031 of 2026-02-01`,
  });
});

test("a chain that doesn't hold names what is wrong, and how much more there is", () => {
  const broken = { ...chain, faults: 3, firstFaults: ["missing entry 5", "missing entry 9"] };
  expect(lineOf(trustChecks({ ...summaryFixture(), chain: broken }))).toMatchObject({
    holds: false,
    found: "missing entry 5; missing entry 9; and 1 more",
  });
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
