import type { Plan } from "@pairlab/domain/plan";
import { PublishedClaim } from "@pairlab/domain/published";
import type { PublishedResult } from "@pairlab/domain/summary";
import { expect, test } from "vitest";
import { analyse } from "./analyse.ts";
import { drawnPlan, drawnStudy } from "./drawn-study.fixture.ts";

const claim = (change: Partial<PublishedClaim>): PublishedClaim =>
  PublishedClaim.parse({
    id: "made-up",
    questionId: "quality",
    a: "strong",
    b: "weak",
    claim: "made up for this test",
    value: 0.9,
    kind: "quoted",
    n: 400,
    ties: "none",
    margin: 0.1,
    source: "nowhere",
    enteredBy: "a test",
    ...change,
  });
const study = drawnStudy();
const found = (change: Partial<PublishedClaim>, plan: Partial<Plan> = {}): PublishedResult => {
  const published = [claim(change)];
  const [result] = analyse({ ...study, plan: { ...drawnPlan, ...plan, published } }).published;
  if (result === undefined) throw new RangeError("no result");
  return result;
};
const ours = (): number => {
  const { ours: estimate } = found({});
  if (estimate.status !== "ok") throw new Error(estimate.reason);
  return estimate.value.share;
};

test("a value equal to ours within a wide margin is reproduced, a far one differs", () => {
  expect(found({ value: ours(), margin: 0.3 }).verdict).toBe("reproduced");
  expect(found({ value: 0.2 }).verdict).toBe("differs");
  expect(found({ value: ours(), margin: 0.001 }).verdict).toBe("inconclusive");
});

test("our share is of the claim's first arm, whichever way the plan declares the pair", () => {
  const turned = found({ a: "weak", b: "strong", value: 0.1 });
  if (turned.ours.status !== "ok") throw new Error(turned.ours.reason);
  expect(turned.ours.value.share).toBeCloseTo(1 - ours(), 12);
  expect(turned.ours.value.interval.lower).toBeLessThan(turned.ours.value.share);
});

test("a claim without a number gets no difference, only a verdict on its direction", () => {
  const drawing = found({ value: null, kind: "not published as numbers", prefers: "a" });
  expect(drawing.verdict).toBe("not published as numbers");
  expect(drawing.difference).toBeUndefined();
  expect(drawing.direction).toBe("supported");
  const opposite = { value: null, kind: "not published as numbers", prefers: "b" } as const;
  expect(found(opposite).direction).toBe("contradicted");
});

test("what is recalled from memory is compared with nothing", () => {
  const recalled = found({ kind: "recalled" });
  expect(recalled.verdict).toBe("not confirmed");
  expect(recalled.difference).toBeUndefined();
});

test("another rule for ties isn't comparable, an unknown one is a remark", () => {
  for (const ties of ["half", "drop"] as const)
    expect(found({ ties })).toMatchObject({
      verdict: "not comparable",
      remarks: [expect.stringContaining("another rule for ties")],
    });
  expect(found({ ties: "none" }, { ties: "allowed" }).verdict).toBe("not comparable");
  expect(found({ ties: "unknown" }).remarks).toContain("their rule for ties is unknown");
});

test("votes that all agree have no standard error, so nothing is concluded from them", () => {
  const votes = study.votes.map((vote) => ({
    ...vote,
    choice: vote.left === "strong" ? ("left" as const) : ("right" as const),
  }));
  const plan = { ...drawnPlan, published: [claim({})] };
  const [result] = analyse({ ...study, votes, plan }).published;
  expect(result).toMatchObject({ verdict: "inconclusive", ours: { status: "undetermined" } });
});

test.each([
  [{ value: null }, /null exactly when/],
  [{ kind: "not published as numbers" as const }, /null exactly when/],
  [{ margin: undefined }, /needs the margin/],
  [{ kind: "digitised" as const }, /how far it can be off/],
  [{ b: "strong" }, /two different arms/],
])("a claim that can't be one is refused: %j", (change, message) => {
  expect(() => claim(change)).toThrow(message);
});
