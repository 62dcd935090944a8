import { at } from "@pairlab/domain/at";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Adjustment, adjustments, adjustPValues } from "./adjust-p-values.ts";

// statsmodels 0.15: multipletests(p, method=...)[1], simes-hochberg for hochberg
const pValues = [0.012, 0.9, 0.0004, 0.03, 0.05, 0.021];
const known: Record<Adjustment, number[]> = {
  bonferroni: [0.07200000000000001, 1.0, 0.0024000000000000002, 0.18, 0.30000000000000004, 0.126],
  sidak: [
    0.06987425045000602, 0.999999, 0.0023976012796160613, 0.16702799507100002, 0.26490810937500003,
    0.11956732720383989,
  ],
  holm: [0.06, 0.9, 0.0024000000000000002, 0.09, 0.1, 0.084],
  hochberg: [0.06, 0.9, 0.0024000000000000002, 0.09, 0.1, 0.084],
  hommel: [0.049999999999999996, 0.9, 0.0024000000000000002, 0.07500000000000001, 0.1, 0.063],
  bh: [0.036000000000000004, 0.9, 0.0024000000000000002, 0.045, 0.06, 0.042],
  by: [0.0882, 1.0, 0.00588, 0.11024999999999999, 0.147, 0.10289999999999999],
};

test.each(adjustments)("%s equals statsmodels' multipletests, in input order", (method) => {
  const adjusted = adjustPValues(pValues, method);
  at([known[method]], 0).forEach((p, i) => {
    expect(adjusted[i]).toBeCloseTo(p, 13);
  });
});

test("small p-values keep their digits", () => {
  expect(adjustPValues([1e-20, 1], "sidak")[0]).toBeCloseTo(2e-20, 30);
});

const list = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

test("no method makes a p smaller, passes 1 or changes the order of p-values", () => {
  fc.assert(
    fc.property(list, fc.constantFrom(...adjustments), (ps, method) => {
      const adjusted = adjustPValues(ps, method);
      expect(adjusted).toHaveLength(ps.length);
      ps.forEach((p, i) => {
        expect(at(adjusted, i)).toBeGreaterThanOrEqual(p - 1e-15);
        expect(at(adjusted, i)).toBeLessThanOrEqual(1);
        ps.forEach((other, j) => {
          if (p < other) expect(at(adjusted, i)).toBeLessThanOrEqual(at(adjusted, j) + 1e-15);
        });
      });
    }),
  );
});

test("hommel rejects whatever hochberg does, hochberg whatever holm does, holm whatever bonferroni does", () => {
  const chain = ["hommel", "hochberg", "holm", "bonferroni"] as const;
  fc.assert(
    fc.property(list, (ps) => {
      const adjusted = chain.map((method) => adjustPValues(ps, method));
      ps.forEach((_, i) => {
        for (let k = 1; k < chain.length; k += 1)
          expect(at(at(adjusted, k - 1), i)).toBeLessThanOrEqual(at(at(adjusted, k), i) + 1e-12);
      });
    }),
  );
});

test("hommel is the closure of Simes' tests", () => {
  // p adjusted is the largest Simes p over all sets of hypotheses that hold it: by brute force.
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 7 }),
      (ps) => {
        const adjusted = adjustPValues(ps, "hommel");
        ps.forEach((_, own) => {
          let largest = 0;
          for (let set = 1; set < 2 ** ps.length; set += 1) {
            if ((set >> own) % 2 === 0) continue;
            const members = ps.filter((__, i) => (set >> i) % 2 === 1).sort((a, b) => a - b);
            const simes = Math.min(...members.map((p, i) => (members.length * p) / (i + 1)));
            largest = Math.max(largest, simes);
          }
          expect(at(adjusted, own)).toBeCloseTo(largest, 12);
        });
      },
    ),
  );
});

test("nothing in is nothing out, one p stays, and a p outside [0, 1] is refused by every method", () => {
  for (const method of adjustments) {
    expect(adjustPValues([], method)).toEqual([]);
    expect(at(adjustPValues([0.3], method), 0)).toBeCloseTo(0.3, 14);
    expect(adjustPValues([0, 1], method)).toEqual([0, 1]);
    for (const p of [-0.1, 1.1, Number.NaN])
      expect(() => adjustPValues([p], method)).toThrow(RangeError);
  }
});
