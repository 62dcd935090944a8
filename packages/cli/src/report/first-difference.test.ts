import { expect, test } from "vitest";
import { firstDifference } from "./first-difference.ts";

test("equal content has no difference", () => {
  expect(firstDifference("a\nb\n", "a\nb\n")).toBeUndefined();
  expect(firstDifference(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBeUndefined();
});

test("texts are compared line by line", () => {
  expect(firstDifference("a\nbXd\n", "a\nbcd\n")).toBe('line 2: found "bXd", expected "bcd"');
  expect(firstDifference("a", "a\nb")).toBe('line 2: found no such line, expected "b"');
  expect(firstDifference("a\nb\nc", "a\nb")).toBe('line 3: found "c", expected no such line');
});

test("a long line is shown around the place", () => {
  const found = `${"x".repeat(100)}A${"y".repeat(100)}`;
  const difference = firstDifference(found, found.replace("A", "B")) ?? "";
  expect(difference).toContain("xAy");
  expect(difference.length).toBeLessThan(180);
});

test("bytes are compared by place and length", () => {
  expect(firstDifference(Uint8Array.of(1, 9, 3), Uint8Array.of(1, 2, 3))).toBe(
    "byte 1 of 3; 3 expected",
  );
  expect(firstDifference(Uint8Array.of(1), Uint8Array.of(1, 2))).toBe("byte 1 of 1; 2 expected");
});
