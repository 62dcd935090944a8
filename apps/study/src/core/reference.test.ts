import fc from "fast-check";
import { expect, test } from "vitest";
import { reference } from "./reference.ts";

test("a reference is four and two characters without 0, O, 1 or I", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 6, maxLength: 16 }), (bytes) => {
      expect(reference(bytes)).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{2}$/);
    }),
  );
});

test("a reference of too few bytes is refused", () => {
  expect(() => reference(new Uint8Array(5))).toThrow(RangeError);
});
