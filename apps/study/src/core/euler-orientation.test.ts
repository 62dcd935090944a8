import fc from "fast-check";
import { expect, test } from "vitest";
import { eulerOrientation } from "./euler-orientation.ts";

test("eulerOrientation leaves every node with as many edges out as in, but for one", () => {
  const node = fc.integer({ min: 0, max: 7 });
  fc.assert(
    fc.property(fc.array(fc.record({ a: node, b: node })), (links) => {
      const forward = eulerOrientation(links);
      expect(forward).toHaveLength(links.length);
      for (let wanted = 0; wanted < 8; wanted += 1) {
        const out = links.filter(({ a, b }, i) => (forward[i] ? a : b) === wanted).length;
        const back = links.filter(({ a, b }, i) => (forward[i] ? b : a) === wanted).length;
        expect(Math.abs(out - back)).toBeLessThanOrEqual(1);
      }
    }),
    { seed: 20261124 },
  );
});

test("eulerOrientation of no edges is none", () => {
  expect(eulerOrientation([])).toEqual([]);
});
