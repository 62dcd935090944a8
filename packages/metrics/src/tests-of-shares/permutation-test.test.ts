import { createRng } from "@pairlab/domain/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import { okValue } from "../ok-value.fixture.ts";
import { permutationTest } from "./permutation-test.ts";

const drawn = (seed = 1) => ({ replicates: 999, rng: createRng(seed, "permutation") });

test("one value against nine that are all smaller has p = 1/10, not 0", () => {
  const found = okValue(permutationTest([10], [1, 2, 3, 4, 5, 6, 7, 8, 9], drawn()));
  // Two-sided: the difference of 1 against the rest is as large the other way.
  expect(found).toEqual({ difference: 5, p: 0.2, arrangements: "all", looked: 10 });
  expect(okValue(permutationTest([20], [1, 2, 3, 4, 5, 6, 7, 8, 9], drawn())).p).toBe(0.1);
});

test("for groups of any sizes, p is the share of all arrangements that are as extreme", () => {
  const value = fc.integer({ min: 0, max: 5 });
  const group = fc.array(value, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(group, group, (first, second) => {
      const pool = [...first, ...second];
      const mean = (values: readonly number[]) =>
        values.reduce((sum, x) => sum + x, 0) / values.length;
      let [all, extreme] = [0, 0];
      const seen = Math.abs(mean(first) - mean(second));
      for (let set = 0; set < 2 ** pool.length; set += 1) {
        const inside = pool.filter((_, i) => (set >> i) % 2 === 1);
        if (inside.length !== first.length) continue;
        all += 1;
        const outside = pool.filter((_, i) => (set >> i) % 2 === 0);
        if (Math.abs(mean(inside) - mean(outside)) >= seen - 1e-9) extreme += 1;
      }
      const found = okValue(permutationTest(first, second, drawn()));
      expect(found.looked).toBe(all);
      expect(found.p).toBeCloseTo(extreme / all, 12);
    }),
  );
});

test("drawn arrangements give p of at least 1/(B + 1), the same for the same seed, near the exact one", () => {
  const far = Array.from({ length: 12 }, (_, i) => 100 + i);
  const near = Array.from({ length: 13 }, (_, i) => i);
  expect(okValue(permutationTest(far, near, drawn()))).toMatchObject({
    p: 1 / 1000,
    arrangements: "drawn",
  });
  const first = [3, 5, 6, 7, 9, 11, 12, 4];
  const second = [2, 4, 4, 6, 8, 1, 3, 5];
  const exact = okValue(permutationTest(first, second, drawn()));
  expect(exact.arrangements).toBe("all");
  const more = permutationTest([...first, 6], [...second, 4], drawn());
  expect(permutationTest([...first, 6], [...second, 4], drawn())).toEqual(more);
  expect(okValue(more).arrangements).toBe("drawn");
  expect(Math.abs(okValue(more).p - exact.p)).toBeLessThan(0.1);
});

test("an empty group is insufficient, what isn't finite is refused, equal numbers have p = 1", () => {
  expect(permutationTest([], [1], drawn()).status).toBe("insufficient");
  expect(() => permutationTest([Number.NaN], [1], drawn())).toThrow(RangeError);
  expect(okValue(permutationTest([1, 1], [1, 1, 1], drawn())).p).toBe(1);
});
