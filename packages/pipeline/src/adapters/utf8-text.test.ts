import { expect, test } from "vitest";
import { utf8Text } from "./utf8-text.ts";

const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "number" ? [part] : [...new TextEncoder().encode(part)],
    ),
  );

test("UTF-8 comes through, its mark included", () => {
  expect(utf8Text(bytes("\uFEFFé\n模"), "x.csv")).toBe("\uFEFFé\n模");
  expect(utf8Text(new Uint8Array(), "x.csv")).toBe("");
});

test.each([
  ["a Latin-1 letter", bytes("one\ntwo ", 0xe9, "\nthree"), 2],
  ["a character cut off at the end", bytes("one\ntwo\n", 0xc3), 3],
  ["UTF-16, as spreadsheets write it", bytes(0xff, 0xfe, "a", 0), 1],
])("%s is refused with its line", (_, text, line) => {
  expect(() => utf8Text(text, "x.csv")).toThrow(`invalid text: not UTF-8 (x.csv line ${line})`);
});
