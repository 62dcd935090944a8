import fc from "fast-check";
import { expect, test } from "vitest";
import { pythonNumbersAsText } from "./python-numbers.ts";

test("numbers that JSON doesn't have become texts, words in strings stay", () => {
  const written = '{"a": -Infinity, "b": [NaN, Infinity], "c": "NaN or \\"Infinity\\""}';
  expect(JSON.parse(pythonNumbersAsText(written))).toEqual({
    a: "-Infinity",
    b: ["NaN", "Infinity"],
    c: 'NaN or "Infinity"',
  });
});

test("JSON stays as it is", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(pythonNumbersAsText(text)).toBe(text);
    }),
  );
});
