import { at } from "@pairlab/domain/at";
import fc from "fast-check";
import { expect, test } from "vitest";
import { okValue } from "../ok-value.fixture.ts";
import { missingBounds, missingnessByModel, unknownBounds } from "./missing-bounds.ts";
import { tiePolicies, tieSensitivity } from "./tie-policies.ts";

const options = { estimand: "raters-and-prompts-like-these", level: 0.95 } as const;

/** Raters on prompts in a grid; `scores` go round. */
const grid = (scores: readonly number[], raters = 20, prompts = 20) =>
  Array.from({ length: raters * prompts }, (_, i) => ({
    a: 0,
    b: 1,
    score: at(scores, (i * 7) % scores.length),
    aIsLeft: i % 2 === 0,
    prompt: `p${i % prompts}`,
    rater: `r${Math.floor(i / prompts)}`,
  }));

test("tie policies agree without ties, and a verdict that hangs on ties is flagged", () => {
  const clear = tieSensitivity(grid([1, 1, 1, 0]), options);
  expect(clear.verdictChanges).toBe(false);
  expect(new Set(clear.policies.map(({ verdict }) => verdict))).toEqual(new Set(["supported"]));
  const hanging = tieSensitivity(grid([1, 1, 0, 0.5, 0.5]), options);
  expect(hanging.verdictChanges).toBe(true);
  expect(hanging.policies.map(({ policy }) => policy)).toEqual([...tiePolicies]);
  const shares = hanging.policies.map(({ share }) => okValue(share).share);
  expect(shares).toEqual([2 / 3, 0.6, 0.8, 0.4].map((share) => expect.closeTo(share, 2)));
});

test("only ties are insufficient when dropped, and no votes under any policy", () => {
  const ties = tieSensitivity(grid([0.5]), options);
  expect(at(ties.policies, 0)).toMatchObject({
    share: { status: "insufficient" },
    verdict: "no interval",
  });
  expect(at(ties.policies, 1).verdict).toBe("no interval");
  expect(at(ties.policies, 2).verdict).toBe("supported");
  expect(at(ties.policies, 3).verdict).toBe("contradicted");
  for (const { share } of tieSensitivity([], options).policies)
    expect(share.status).toBe("insufficient");
});

test("missing votes widen the bounds by their share, and a conclusion survives what it can", () => {
  expect(okValue(missingBounds(60, 100, 100))).toEqual({
    lower: 0.6,
    upper: 0.6,
    missing: 0,
    conclusionSurvives: true,
  });
  expect(okValue(missingBounds(60, 100, 110)).conclusionSurvives).toBe(true);
  expect(okValue(missingBounds(60, 100, 130)).conclusionSurvives).toBe(false);
  expect(okValue(missingBounds(0, 0, 10))).toMatchObject({
    lower: 0,
    upper: 1,
    conclusionSurvives: false,
  });
  expect(missingBounds(0, 0, 0).status).toBe("insufficient");
  expect(() => missingBounds(5, 4, 10)).toThrow(RangeError);
  const counts = fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50));
  fc.assert(
    fc.property(counts, ([wins, losses, missing]) => {
      fc.pre(wins + losses + missing > 0);
      const n = wins + losses;
      const { lower, upper } = okValue(missingBounds(wins, n, n + missing));
      expect(lower).toBeLessThanOrEqual(upper);
      expect(upper - lower).toBeCloseTo(missing / (n + missing), 12);
      if (n > 0) expect(lower <= wins / n && upper >= wins / n - 1e-12).toBe(true);
    }),
  );
});

test("unknown labels bound a share", () => {
  expect(okValue(unknownBounds(3, 10, 2))).toEqual({ lower: 0.3, upper: 0.5 });
  expect(unknownBounds(0, 0, 0).status).toBe("insufficient");
  expect(() => unknownBounds(9, 10, 2)).toThrow(RangeError);
});

test("a model whose votes are missing more often than others' is found, after Holm", () => {
  const found = missingnessByModel([
    { id: "x", planned: 200, missing: 40 },
    { id: "y", planned: 200, missing: 5 },
    { id: "z", planned: 200, missing: 6 },
  ]);
  expect(okValue(at(found, 0).adjustedP)).toBeLessThan(1e-6);
  expect(okValue(at(found, 0).share)).toBe(0.2);
  const even = missingnessByModel(["x", "y"].map((id) => ({ id, planned: 100, missing: 3 })));
  expect(okValue(at(even, 0).adjustedP)).toBe(1);
  const alone = missingnessByModel([{ id: "x", planned: 10, missing: 1 }]);
  expect(at(alone, 0).adjustedP.status).toBe("insufficient");
  expect(at(missingnessByModel([{ id: "x", planned: 0, missing: 0 }]), 0).share.status).toBe(
    "insufficient",
  );
});

test("a conclusion for the other arm survives as one for this arm does", () => {
  expect(okValue(missingBounds(40, 100, 110)).conclusionSurvives).toBe(true);
  expect(okValue(missingBounds(40, 100, 130)).conclusionSurvives).toBe(false);
  expect(okValue(missingBounds(50, 100, 100)).conclusionSurvives).toBe(false);
});
