import { expect, test } from "vitest";
import { sameText, signValue, verifiedValue } from "./signed-value.ts";

const key = "k".repeat(32);

test("a signed value is read back", () => {
  expect(verifiedValue(signValue("a~b", "session", key), "session", key)).toBe("a~b");
});

test("a value of another purpose, of another key, changed or unsigned is refused", () => {
  const signed = signValue("abc", "session", key);
  expect(verifiedValue(signed, "researcher", key)).toBeUndefined();
  expect(verifiedValue(signed, "session", "x".repeat(32))).toBeUndefined();
  expect(verifiedValue(signed.replace("abc", "abd"), "session", key)).toBeUndefined();
  expect(verifiedValue("abc", "session", key)).toBeUndefined();
  expect(verifiedValue("", "session", key)).toBeUndefined();
});

test("sameText compares whole texts", () => {
  expect(sameText("abc", "abc")).toBe(true);
  expect(sameText("abc", "abcd")).toBe(false);
  expect(sameText("", "a")).toBe(false);
});
