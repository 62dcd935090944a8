import { expect, test } from "vitest";
import { insufficient, ok } from "../result.ts";
import { adjustPValues } from "./adjust-p-values.ts";
import { hypothesisFamilies } from "./hypothesis-families.ts";

test("declared hypotheses are Holm's, others Benjamini-Hochberg's and noted, whatever their number", () => {
  const primary = [0.01, 0.04, 0.2].map((p) => ok(p));
  const others = [0.001, 0.03, 0.5, 0.02].map((p) => ok(p));
  const found = hypothesisFamilies(primary, others);
  expect(found.primary).toEqual(adjustPValues([0.01, 0.04, 0.2], "holm"));
  expect(found.exploratory.map((test) => (test.status === "ok" ? test.value : 1))).toEqual(
    adjustPValues([0.001, 0.03, 0.5, 0.02], "bh"),
  );
  for (const test of found.exploratory)
    expect(test).toMatchObject({ notes: [{ code: "exploratory" }] });
  expect(found.tests).toBe(7);
  expect(hypothesisFamilies(primary, []).primary).toEqual(found.primary);
});

test("what couldn't be tested stays in the count with p = 1, and keeps its word", () => {
  const none = insufficient("no votes", 0, 1);
  const found = hypothesisFamilies([ok(0.02), none], [none, ok(0.01)]);
  expect(found.primary).toEqual([0.04, 1]);
  expect(found.exploratory[0]).toEqual(none);
  expect(found.exploratory[1]).toMatchObject({ value: 0.02 });
  expect(found.tests).toBe(2);
});

test("more than five primary hypotheses are refused", () => {
  expect(() => hypothesisFamilies(new Array(6).fill(ok(0.1)), [])).toThrow(RangeError);
  expect(hypothesisFamilies([], [])).toEqual({ primary: [], exploratory: [], tests: 0 });
});
