import fc from "fast-check";
import { expect, test } from "vitest";
import { equivalenceTest } from "./equivalence-test.ts";
import { directionVerdict, publishedVerdict } from "./published-verdict.ts";

test("the two one-sided tests equal statsmodels' ttost_ind", () => {
  // statsmodels 0.15: ttost_ind([5.1, 4.2, 4.9, 5.8, 4.5], [5, 5.6, 4.8, 6.1, 5.2], -1, 1)
  const difference = { value: -0.44, standardError: 0.35860842154082206, degreesOfFreedom: 8 };
  const found = equivalenceTest(difference, 1);
  expect(found.pAboveLower).toBeCloseTo(0.07850412473438897, 12);
  expect(found.pBelowUpper).toBeCloseTo(0.0019325970744377122, 12);
  expect(found.equivalent).toBe(false);
});

const estimate = fc.record({
  value: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
  standardError: fc.double({ min: 0.001, max: 0.2, noNaN: true }),
});

test("equivalence is exactly the 90 % interval inside the margin, and needs nothing of the sign", () => {
  fc.assert(
    fc.property(estimate, fc.double({ min: 0.01, max: 0.3, noNaN: true }), (difference, margin) => {
      const found = equivalenceTest(difference, margin);
      const inside = found.lower > -margin && found.upper < margin;
      fc.pre(Math.abs(found.p - 0.05) > 1e-9);
      expect(found.equivalent).toBe(inside);
      const turned = equivalenceTest({ ...difference, value: -difference.value }, margin);
      expect(turned.p).toBeCloseTo(found.p, 12);
    }),
  );
});

const published = (value: number, more = {}) => ({ status: "value" as const, value, ...more });

test("a verdict is reproduced, differs or inconclusive as the two intervals say", () => {
  const ours = { value: 0.56, standardError: 0.01 };
  const verdict = (theirs: Parameters<typeof publishedVerdict>[1], margin = 0.05) =>
    publishedVerdict(ours, theirs, margin);
  expect(verdict(published(0.57, { n: 10_000 })).verdict).toBe("reproduced");
  expect(verdict(published(0.7, { n: 10_000 })).verdict).toBe("differs");
  expect(verdict(published(0.57, { n: 50 })).verdict).toBe("inconclusive");
  expect(verdict(published(0.57, { standardError: 0.5 })).verdict).toBe("inconclusive");
  const exact = verdict(published(0.585), 0.06);
  expect(exact.verdict).toBe("reproduced");
  expect(exact.remarks).toEqual([
    "their sampling error is unknown; their value is taken as exact",
    "differs within the margin",
  ]);
  expect(verdict(published(0.57, { n: 10_000, digitisationHalfWidth: 0.04 }))).toMatchObject({
    verdict: "inconclusive",
    remarks: ["their value was read off a drawing to ± 0.04"],
  });
});

test("what has no value or can't be compared gets no number", () => {
  const ours = { value: 0.5, standardError: 0.1 };
  expect(publishedVerdict(ours, { status: "not-published-as-numbers" }, 0.1)).toEqual({
    verdict: "not published as numbers",
    remarks: [],
  });
  const reason = "theirs dropped ties";
  expect(publishedVerdict(ours, { status: "not-comparable", reason }, 0.1)).toEqual({
    verdict: "not comparable",
    remarks: [reason],
  });
});

test("a claim of direction is judged by the interval against one half", () => {
  expect(directionVerdict({ lower: 0.51, upper: 0.6 }, "above")).toBe("supported");
  expect(directionVerdict({ lower: 0.51, upper: 0.6 }, "below")).toBe("contradicted");
  expect(directionVerdict({ lower: 0.3, upper: 0.4 }, "below")).toBe("supported");
  expect(directionVerdict({ lower: 0.5, upper: 0.6 }, "above")).toBe("inconclusive");
});

test("margins, errors and shares that can't be are refused", () => {
  const ours = { value: 0.5, standardError: 0.1 };
  expect(() => equivalenceTest(ours, 0)).toThrow(RangeError);
  expect(() => equivalenceTest({ value: 0, standardError: 0 }, 1)).toThrow(RangeError);
  expect(() => equivalenceTest(ours, 1, 0.6)).toThrow(RangeError);
  expect(() => publishedVerdict(ours, published(0.5), 0)).toThrow(RangeError);
  expect(() => publishedVerdict(ours, published(1.5, { n: 10 }), 0.1)).toThrow(RangeError);
  expect(() => publishedVerdict(ours, published(0.5, { standardError: -1 }), 0.1)).toThrow(
    RangeError,
  );
  expect(() => directionVerdict({ lower: 1, upper: 0 }, "above")).toThrow(RangeError);
});

test("a difference beyond the margin has a p above one half, with Student's t as with the normal", () => {
  for (const degrees of [{}, { degreesOfFreedom: 8 }]) {
    const found = equivalenceTest({ value: 1.5, standardError: 0.5, ...degrees }, 1);
    expect(found.pBelowUpper).toBeGreaterThan(0.8);
    expect(found.p).toBe(found.pBelowUpper);
    expect(found.pAboveLower).toBeLessThan(0.001);
  }
});
