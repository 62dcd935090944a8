import { at } from "@pairlab/domain/at";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lcmTimesteps, leadingTimesteps, trailingTimesteps } from "./timesteps.ts";

const falls = (timesteps: readonly number[], steps: number): void => {
  expect(timesteps).toHaveLength(steps);
  const rises = timesteps.findIndex((t, i) => i > 0 && t >= at(timesteps, i - 1));
  expect(rises).toBe(-1);
  expect(at(timesteps, steps - 1)).toBeGreaterThanOrEqual(0);
  expect(timesteps.every(Number.isInteger)).toBe(true);
};

test("leading timesteps fall strictly and end at the offset", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 0, max: 1 }),
      (steps, offset) => {
        const timesteps = leadingTimesteps(steps, offset);
        falls(timesteps, steps);
        expect(timesteps.at(-1)).toBe(offset);
      },
    ),
  );
});

test("lcm timesteps fall strictly from 999 for every number of steps a model knows", () => {
  const counts = fc
    .integer({ min: 1, max: 200 })
    .chain((original) => fc.tuple(fc.integer({ min: 1, max: original }), fc.constant(original)));
  fc.assert(
    fc.property(counts, ([steps, original]) => {
      const timesteps = lcmTimesteps(steps, original);
      falls(timesteps, steps);
      expect(at(timesteps, 0)).toBe(Math.floor(1000 / original) * original - 1);
    }),
  );
});

test("trailing timesteps fall strictly from 999, or are refused: 62 of the 1,000 step counts", () => {
  const refused = Array.from({ length: 1000 }, (_, i) => i + 1).filter((steps) => {
    try {
      const timesteps = trailingTimesteps(steps);
      falls(timesteps, steps);
      expect(at(timesteps, 0)).toBe(999);
      return false;
    } catch (error) {
      expect(error).toMatchObject({ kind: "input", code: "REQ_STEPS" });
      return true;
    }
  });
  expect(refused).toHaveLength(62);
  expect(refused.slice(0, 5)).toEqual([61, 103, 121, 122, 201]);
});

test.each([
  [61, 60, 62],
  [121, 120, 123],
  [122, 120, 123],
])("at %i steps the hint names counts that work: %i and %i", (steps, below, above) => {
  expect(() => trailingTimesteps(steps)).toThrow(
    expect.objectContaining({ hint: `use ${below} or ${above} steps` }),
  );
  expect([trailingTimesteps(below), trailingTimesteps(above)].map(({ length }) => length)).toEqual([
    below,
    above,
  ]);
});

test("leading timesteps that would begin after the last training step are refused", () => {
  expect(leadingTimesteps(1000, 0)[0]).toBe(999);
  expect(() => leadingTimesteps(1000, 1)).toThrow(
    expect.objectContaining({ kind: "input", code: "REQ_STEPS", hint: "use 999 steps or fewer" }),
  );
});
